/**
 * Until when an approval may hold: no longer than the records that it rests on (protocol.md §6.3).
 * Refuses to say whether anything may pass, which is the release gate's.
 */
import type { Body } from '../schemas.ts';
import type { Opened, Wire } from '../statements.ts';
import type { VerifiedCase } from './ground.ts';
import { hold, openAs } from './holding.ts';
import { readerOf } from './standing.ts';

type Recorded = Opened<'gobetween/record/1'>;

/** What permits until a time, by its kind. */
const PERMITS: ReadonlyMap<string, string> = new Map([
  ['risk', 'acceptable'],
  ['restriction', 'permits'],
  ['clearance', 'given'],
]);

/** The record that counts of those about the same, each of which names the one before. */
function lastOf(ground: VerifiedCase, chain: readonly Recorded[]): Body<'gobetween/record/1'> {
  chain.forEach(({ body }, at) => {
    hold(
      'record-invalid',
      'Records are of another case, or do not follow one another.',
      body.org === ground.newest.body.org,
      body.case === ground.case,
      body.previous === (chain[at - 1]?.digest ?? ''),
    );
  });
  const last = chain.at(-1);
  hold(
    'record-invalid',
    'A record is not by a reader of the case.',
    last !== undefined && readerOf(ground.standing, last) !== undefined,
  );
  return (last as Recorded).body;
}

/**
 * The earliest end of what permits an item between these people, null where nothing of it ends.
 * `shown` are the records of the case in the order of their making: the last about the same counts,
 * and must be the word of a reader of the team. Throws record-invalid or signer-removed: a colleague
 * then records the same again.
 */
export function restsUntil(
  ground: VerifiedCase,
  shown: readonly Wire[],
  people: ReadonlySet<string>,
): number | null {
  const about = new Map<string, Recorded[]>();
  for (const wire of shown) {
    const one = openAs(wire, 'gobetween/record/1', 'record-invalid');
    const { kind, person, subject, round } = one.body;
    if (!PERMITS.has(kind) || (person !== '' && !people.has(person))) continue;
    const name = JSON.stringify([kind, person, subject, round]);
    about.set(name, [...(about.get(name) ?? []), one]);
  }
  const ends = [...about.values()]
    .map((chain) => lastOf(ground, chain))
    .filter(({ kind, status }) => PERMITS.get(kind) === status)
    .map(({ until }) => until);
  return ends.length === 0 ? null : Math.min(...ends);
}
