/**
 * The shared key of a team (protocol.md §4.3). Owns making version 1 and finding one's own copy of
 * the private key; refuses to judge who may be a member.
 */
import { b32, unb64, b64, type B32, type Id } from './encoding.ts';
import { SealingError, type Fault } from './errors.ts';
import type { PersonKeys } from './keys.ts';
import type { Team } from './schemas.ts';
import {
  boxPair,
  openPreviousTeamKey,
  openSealedTeamKey,
  sealTeamKey,
  type BoxPair,
} from './sealed.ts';
import { randomBytes } from './sodium.ts';
import { sign, type Opened } from './statements.ts';

/** Version 1 of a team, signed by a member; also gives its private key (32 bytes). */
export function newTeam(
  about: { readonly org: Id; readonly team: Id; readonly case: Id | ''; readonly issued: number },
  members: readonly { readonly person: Id; readonly box: B32 }[],
  seed: Uint8Array,
): { readonly statement: Opened<'gobetween/team/1'>; readonly privateKey: Uint8Array } {
  const pair = boxPair(randomBytes(32));
  const statement = sign(
    'gobetween/team/1',
    {
      ...about,
      version: 1,
      key: b32(pair.publicKey),
      members: members.map(({ person, box }) => ({
        person,
        box,
        sealed: b64(sealTeamKey(about.team, 1, unb64(box, 32), pair.privateKey)),
      })),
      previous: '',
      previous_sealed: b64(new Uint8Array(0)),
    },
    seed,
  );
  return { statement, privateKey: pair.privateKey };
}

/**
 * The team's pair, for a member. Throws team-key-missing, sealed-unopenable, sealed-mismatch, or
 * key-mismatch when it is not the key that the statement names.
 */
export function openTeamKey(team: Team, person: string, keys: PersonKeys): BoxPair {
  const mine = team.members.find(
    (member) => member.person === person && member.box === keys.boxPublic,
  );
  if (!mine) throw new SealingError('team-key-missing', 'The team has no copy of its key for you.');
  const sealed = unb64(mine.sealed);
  const pair = boxPair(openSealedTeamKey(sealed, team.team, team.version, keys.box));
  mustBeKeyOf(team, pair);
  return pair;
}

/**
 * The pair of the version before, with the pair of this one. Throws sealed-mismatch when `previous`
 * is not the version that `current` names.
 */
export function openPreviousKey(
  current: Team,
  pair: BoxPair,
  previous: Opened<'gobetween/team/1'>,
): BoxPair {
  if (current.previous !== previous.digest) {
    throw new SealingError('sealed-mismatch', 'This is not the version before.');
  }
  const sealed = unb64(current.previous_sealed);
  const before = boxPair(openPreviousTeamKey(sealed, current.team, current.version, pair));
  mustBeKeyOf(previous.body, before);
  return before;
}

/**
 * The pairs of all versions of a team, the newest first, for a member of the newest: what was sealed
 * to an earlier one still opens. `versions` are oldest first, without a gap. Each is opened when it is
 * asked for; throws what `openTeamKey` and `openPreviousKey` throw.
 */
export function* teamKeys(
  versions: readonly Opened<'gobetween/team/1'>[],
  person: string,
  keys: PersonKeys,
): Generator<BoxPair> {
  let newer: { readonly body: Team; readonly pair: BoxPair } | null = null;
  for (const version of versions.toReversed()) {
    const pair: BoxPair = newer
      ? openPreviousKey(newer.body, newer.pair, version)
      : openTeamKey(version.body, person, keys);
    yield pair;
    newer = { body: version.body, pair };
  }
}

/** Throws `code` unless the pair is the one that the team's statement names. */
export function mustBeKeyOf(team: Team, pair: BoxPair, code: Fault = 'key-mismatch'): void {
  if (b32(pair.publicKey) !== team.key) throw new SealingError(code, 'The team has another key.');
}
