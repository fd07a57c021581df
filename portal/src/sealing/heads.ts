/**
 * Countersigning a trail (protocol.md §4.11, §7.1): making a head, and holding one against its trail.
 * Refuses to know who may sign one and what it is worth, which is for `verify/standing.ts`.
 */
import { b32, unb64, type B32, type Id } from './encoding.ts';
import { SealingError } from './errors.ts';
import { merkleRoot } from './merkle.ts';
import { openStatement, sign, type Opened, type Wire } from './statements.ts';
import { endOf, statementsOf, upTo, type Trail } from './trail.ts';

export type HeadStatement = Opened<'gobetween/head/1'>;

/** The organisation, and the roster and team of the case that are in force at the trail's end. */
export interface InForce {
  readonly org: Id;
  readonly roster: B32;
  readonly team: B32;
}

/** What a head says of the trail that it countersigns. */
function covered(trail: Trail) {
  const digests = statementsOf(trail).map((one) => unb64(one, 32));
  return {
    hash: b32(endOf(trail)),
    statements: b32(merkleRoot(digests)),
    size: digests.length,
  };
}

/**
 * Countersigns a checked trail up to its last entry with a reader's seed (32 bytes). Whoever signs
 * says: every statement in here was signed by somebody who was in force, and this roster and team
 * were in force at its end. Throws head-mismatch for a trail without an entry.
 */
export function makeHead(
  trail: Trail,
  { org, roster, team }: InForce,
  seed: Uint8Array,
  issued: number,
): HeadStatement {
  const last = trail.entries.at(-1);
  if (!last) throw new SealingError('head-mismatch', 'There is nothing to countersign.');
  return sign(
    'gobetween/head/1',
    { org, chain: last.case, number: last.number, roster, team, ...covered(trail), issued },
    seed,
  );
}

/**
 * Holds a head against the trail that it countersigns; the trail may have grown since. Throws
 * head-mismatch, or what opening it throws. Does not say whose key it is.
 */
export function checkHead(wire: Wire, trail: Trail): HeadStatement {
  const head = openStatement(wire, 'gobetween/head/1');
  const { chain, number, hash, statements, size } = head.body;
  const there = covered(upTo(trail, number));
  if (
    chain !== trail.chain ||
    hash !== there.hash ||
    statements !== there.statements ||
    size !== there.size
  ) {
    throw new SealingError('head-mismatch', 'A head countersigns another trail.');
  }
  return head;
}
