/**
 * What was said and recorded in a case so far, as the vault verified it. Owns which statement counts;
 * refuses to say what is still missing, which the service's gate says.
 */
import { caseById, groundOf } from '../../../api/cases.ts';
import { choices } from '../../../api/offers.ts';
import { readiness, records, statements } from '../../../api/practice.ts';
import type { Case, CasePerson, ParticipantRole, Way } from '../../../api/types.ts';
import { storePins, vault } from '../../../session/session.ts';
import type { StatementWire } from '../../../vault/messages.ts';
import type { RecordKind, Said, SaidRecord } from '../../../vault/messages-practice.ts';

export interface SoFar {
  readonly found: Case;
  readonly said: Said;
  /** The team's records as the service shows them, for the one that comes next. */
  readonly records: readonly StatementWire[];
  readonly ways: readonly Way[];
}

export async function soFar(id: string): Promise<SoFar> {
  const asked = [caseById(id), statements(id), choices(id), records(id), readiness(id)] as const;
  const [found, shown, chosen, recorded, ways] = await Promise.all(asked);
  const said = await vault().do.openSaid({
    ground: groundOf(found),
    case: id,
    consents: shown.consents,
    acknowledgements: shown.acknowledgements,
    records: recorded,
    pauses: [],
    choices: chosen,
  });
  await storePins(said.pinsMoved);
  return { found, said, records: recorded, ways };
}

/** Those who take part, the person harmed first. */
export function takingPart({ people }: Case): readonly CasePerson[] {
  const certified = people.filter((one) => one.certified);
  return [...certified.filter(({ role }) => role === 'harmed'), ...certified.filter(({ role }) => role === 'responsible')];
}

/** The part that somebody has in the case; null for nobody of it. */
export function roleOf({ people }: Case, person: string): ParticipantRole | null {
  return people.find((one) => one.person === person)?.role ?? null;
}

/** The record that counts: the last of its kind about the same person, and in the same round. */
export function lastRecord({ records: all }: Said, kind: RecordKind, person = '', round?: number): SaidRecord | undefined {
  return all.findLast((one) => one.kind === kind && one.person === person && (round === undefined || one.round === round));
}

/** The last record of each restriction, those that were lifted too. */
export function restrictions({ records: all }: Said): readonly SaidRecord[] {
  const bySubject = new Map(all.filter(({ kind }) => kind === 'restriction').map((one) => [one.subject, one]));
  return [...bySubject.values()];
}

/**
 * The rounds that come next for somebody: a round is counted from its author's side, so what they send
 * and what they receive may be in different ones. The first where nothing says so.
 */
export function roundsAhead(ways: readonly Way[], person: string): readonly number[] {
  const rounds = ways.filter(({ author, recipient }) => author === person || recipient === person).map(({ round }) => round);
  return rounds.length === 0 ? [1] : [...new Set(rounds)].toSorted((one, other) => one - other);
}
