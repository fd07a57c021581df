/**
 * The hash chain of a case's trail (protocol.md §7): one entry's bytes, its hash, a whole chain. Owns
 * checking it; refuses to write entries, which the service does with the change that each records.
 */
import { parseCanonical } from './canonical.ts';
import { concat, digest, lp, same } from './encoding.ts';
import { SealingError, refusingAs } from './errors.ts';
import { b32, id, integer, orEmpty, record, text, time, type Of } from './fields.ts';

const BEFORE_THE_FIRST = new Uint8Array(32);

const entryForm = record({
  actor: orEmpty(id),
  at: time,
  case: id,
  event: text,
  number: integer(1),
  statement: orEmpty(b32),
  subject: orEmpty(id),
});

export type TrailEntry = Of<typeof entryForm>;

/** An entry's exact bytes and the hash that is stored behind it. */
export interface TrailLine {
  readonly entry: Uint8Array;
  readonly hash: Uint8Array;
}

/** A checked trail: every entry, and the hash behind each. */
export interface Trail {
  readonly chain: string;
  readonly entries: readonly TrailEntry[];
  readonly hashes: readonly Uint8Array[];
}

/**
 * Checks the lines from the first on and gives the whole trail. Throws trail-broken for a gap,
 * another chain's entry, another form or a wrong hash.
 */
export function readChain(chain: string, lines: readonly TrailLine[]): Trail {
  let before: Uint8Array = BEFORE_THE_FIRST;
  const entries = lines.map(({ entry: raw, hash }, index) => {
    const entry = refusingAs('trail-broken', 'An entry of the trail is not in its form.', () =>
      entryForm(parseCanonical(raw)),
    );
    before = digest(concat(lp('gobetween/trail/1'), before, lp(raw)));
    if (entry.number !== index + 1 || entry.case !== chain || !same(before, hash)) {
      throw new SealingError('trail-broken', 'The trail has a gap or was changed.');
    }
    return entry;
  });
  return { chain, entries, hashes: lines.map((line) => line.hash) };
}

/** The hash of the last entry; zeros before the first. */
export function endOf({ hashes }: Trail): Uint8Array {
  return hashes.at(-1) ?? BEFORE_THE_FIRST;
}

/** The digests of all its statements, in order. */
export function statementsOf({ entries }: Trail): readonly string[] {
  return entries.flatMap(({ statement }) => (statement === '' ? [] : [statement]));
}

/** The trail as it was at entry `number`. Throws head-mismatch where there is none. */
export function upTo({ chain, entries, hashes }: Trail, number: number): Trail {
  if (number < 1 || number > entries.length) {
    throw new SealingError('head-mismatch', 'The trail has no such entry.');
  }
  return { chain, entries: entries.slice(0, number), hashes: hashes.slice(0, number) };
}
