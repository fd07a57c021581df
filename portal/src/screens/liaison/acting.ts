/**
 * For whom a liaison acts, as the vault has verified it, and how they are called here. No name of
 * anybody reaches a liaison's side: the beginning of an id is what the terminal shows too, and what a
 * facilitator can tell them.
 */
import { caseById, groundOf } from '../../api/cases.ts';
import { mandates } from '../../api/mandates.ts';
import type { ActsFor, ParticipantRole } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { beforeVaultEnds, storePins, vault } from '../../session/session.ts';
import { Plain } from '../../ui/trouble.tsx';

export interface Acting {
  readonly case: string;
  readonly person: string;
  readonly role: ParticipantRole;
  readonly until: number;
  /** Everyone on the other side: just one. */
  readonly recipients: readonly string[];
}

/** Somebody for whom one may act, on their side as the service says. */
export interface Known extends ActsFor {
  readonly role: ParticipantRole;
}

const REFERENCE = 8;

export function referenceOf(person: string): string {
  return person.slice(0, REFERENCE);
}

export function whoIs({ role, person }: { readonly role: ParticipantRole; readonly person: string }): string {
  return t(`acting-${role}`, { reference: referenceOf(person) });
}

/** On which side people are, by case and id. */
const sides = new Map<string, ParticipantRole>();

function placeOf({ case: caseId, person }: { readonly case: string; readonly person: string }): string {
  return `${caseId} ${person}`;
}

/** Everybody for whom one may act now. What is signed is looked at once one of them is chosen. */
export async function everybody(): Promise<readonly Known[]> {
  const all = await mandates();
  // A case with its papers is much for a poor link, and nobody changes sides: each is fetched once.
  const unknown = new Set(all.filter((one) => !sides.has(placeOf(one))).map((one) => one.case));
  if (unknown.size > 0) beforeVaultEnds(() => sides.clear());
  const found = await Promise.all([...unknown].map(caseById));
  for (const { case: caseId, people } of found) people.forEach(({ person, role }) => sides.set(placeOf({ case: caseId, person }), role));
  return all.map((one) => ({ ...one, role: sides.get(placeOf(one)) ?? 'responsible' }));
}

/** Rejects with not-found, nobody-yet or several-people, or with what the vault throws. */
export async function actingFor(caseId: string, person: string): Promise<Acting> {
  if (!(await mandates()).some((one) => one.case === caseId && one.person === person)) throw new Plain('not-found');
  const ground = groundOf(await caseById(caseId));
  const found = await vault().do.actsFor({ ground, case: caseId, person });
  await storePins(found.pinsMoved);
  if (found.recipients.length === 0) throw new Plain('nobody-yet');
  // Whom it is for must be chosen by a person, never by the order of a list.
  if (found.recipients.length > 1) throw new Plain('several-people');
  return { case: caseId, person, role: found.role, until: found.until, recipients: found.recipients };
}
