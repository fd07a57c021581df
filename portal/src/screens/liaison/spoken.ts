/**
 * What somebody without an account has said before staff, as the vault verified it, and taking down what
 * they say now. Owns which of their words counts; whether something may pass is the service's to say.
 */
import { caseById, groundOf } from '../../api/cases.ts';
import { choices as storedChoices, storeChoice } from '../../api/offers.ts';
import { statements, storeAcknowledgement, storeConsent } from '../../api/practice.ts';
import type { StatementWire } from '../../api/types.ts';
import { storePins, vault } from '../../session/session.ts';
import type { SpokenManner, SpokenWord } from '../../vault/messages-liaison.ts';
import type { SaidChoice } from '../../vault/messages-offers.ts';
import { lastConsent } from '../consents.ts';
import { DECISIONS, type Choice, type Topic } from '../participant/own-choices.ts';
import { actingFor, type Acting } from './acting.ts';

export const TOPICS: readonly Topic[] = ['take-part', 'acknowledgement', 'send', 'receive'];

export interface SaidBefore {
  readonly acting: Acting;
  readonly all: readonly Choice[];
  /** How they want to hear; null until they have chosen. */
  readonly hearing: SaidChoice | null;
  /** Every choice as the service shows it, for the one that comes next. */
  readonly choices: readonly StatementWire[];
  readonly leftOut: readonly string[];
}

export async function saidBefore(caseId: string, person: string): Promise<SaidBefore> {
  const acting = await actingFor(caseId, person);
  const [found, shown, choices] = await Promise.all([caseById(caseId), statements(caseId), storedChoices(caseId)]);
  const ground = groundOf(found);
  const said = await vault().do.openSaid({ ...shown, ground, case: caseId, records: [], pauses: [], choices });
  await storePins(said.pinsMoved);
  const asked = DECISIONS.filter(([topic]) => topic !== 'acknowledgement' || acting.role === 'responsible');
  const all = asked.map(([topic, medium]): Choice => {
    const last =
      topic === 'acknowledgement'
        ? said.acknowledgements.findLast((one) => one.person === person)
        : lastConsent(said.consents, person, topic, medium);
    return { topic, medium, standing: last?.given ?? 'undecided', at: last?.at ?? 0 };
  });
  const hearing = said.choices.findLast((one) => one.person === person) ?? null;
  return { acting, all, hearing, choices, leftOut: said.leftOut };
}

/** Signs and attests it, and hands both to the service. Throws what they throw. */
export async function takeDown({ case: caseId, person }: Acting, word: SpokenWord, manner: SpokenManner): Promise<void> {
  const ground = groundOf(await caseById(caseId));
  const made = await vault().do.takeDown({ ground, case: caseId, person, word, manner });
  await storePins(made.pinsMoved);
  if (word.is === 'choice') await storeChoice(caseId, made.word, made.attestation);
  else if (word.is === 'acknowledgement') await storeAcknowledgement(caseId, made.word, made.attestation);
  else await storeConsent(caseId, made.word, made.attestation);
}
