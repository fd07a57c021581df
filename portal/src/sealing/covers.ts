/**
 * The two halves of a case team's key (protocol.md §4.12): opening one, and joining both. Refuses to
 * know who may; two step-ins say so, and `verify/teams.ts` checks them.
 */
import { unb64 } from './encoding.ts';
import { SealingError } from './errors.ts';
import type { Capacity } from './schemas.ts';
import { boxPair, openCoverHalf, type BoxPair } from './sealed.ts';
import { openStatement, type Wire } from './statements.ts';
import { mustBeKeyOf } from './teams.ts';

const HALF = 32;

function parseCapacity(named: string): Capacity {
  if (named === 'supervisor' || named === 'duty') return named;
  throw new SealingError('cover-invalid', 'Nobody holds a half in that capacity.');
}

/**
 * One half (32 bytes), with the pair of the organisation's team that holds it. Throws cover-invalid
 * when the cover is not of this team, sealed-unopenable or sealed-mismatch.
 */
export function openShare(cover: Wire, team: Wire, named: string, pair: BoxPair): Uint8Array {
  const { body } = openStatement(cover, 'gobetween/cover/1');
  const covered = openStatement(team, 'gobetween/team/1');
  const capacity = parseCapacity(named);
  if (body.team !== covered.digest || body.version !== covered.body.version) {
    throw new SealingError('cover-invalid', 'This is not the cover of that team.');
  }
  const held = capacity === 'supervisor' ? body.supervisors : body.duty;
  return openCoverHalf(unb64(held.sealed), capacity, covered.body, pair);
}

/** The case team's pair from both halves. Throws cover-invalid when they do not give its key. */
export function joinShares(team: Wire, supervisors: Uint8Array, duty: Uint8Array): BoxPair {
  if (supervisors.length !== HALF || duty.length !== HALF) {
    throw new SealingError('cover-invalid', 'A half has 32 bytes.');
  }
  const pair = boxPair(supervisors.map((byte, at) => byte ^ (duty[at] ?? 0)));
  mustBeKeyOf(openStatement(team, 'gobetween/team/1').body, pair, 'cover-invalid');
  return pair;
}
