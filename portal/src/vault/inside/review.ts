/**
 * Reading, for a member of the case's team: what is under review, what an approval of it would rest
 * on, the case's card. Owns these looks; refuses to decide, which is `deciding.ts`.
 */
import { digestText, parseId, unb64 } from '../../sealing/encoding.ts';
import { SealingError } from '../../sealing/errors.ts';
import { parseGround } from '../../sealing/evidence.ts';
import { openCard as openSealedCard } from '../../sealing/sealed.ts';
import { parseWire } from '../../sealing/statements.ts';
import { teamKeys } from '../../sealing/teams.ts';
import { verifyEarlierDecisions } from '../../sealing/verify/decisions.ts';
import { verifyCase, verifyOwnEntry } from '../../sealing/verify/ground.ts';
import type { VerifiedCase } from '../../sealing/verify/ground.ts';
import { restsUntil } from '../../sealing/verify/resting.ts';
import { verifyForReview as verifyPapers } from '../../sealing/verify/verify.ts';
import type { Operations } from '../messages.ts';
import { itemOf, keep, readEvidence } from './items.ts';
import { Refusal } from './refusal.ts';
import { changedIn } from './safer.ts';
import { me, pins, remember, unlocked } from './session.ts';

type Ask<K extends keyof Operations> = Operations[K]['ask'];
type Answer<K extends keyof Operations> = Operations[K]['answer'];

export function verifyForReview(ask: Ask<'verifyForReview'>): Answer<'verifyForReview'> {
  const evidence = readEvidence(ask.evidence);
  const papers = verifyPapers(evidence, pins(), me(), parseId(ask.item));
  const earlier = verifyEarlierDecisions(papers, evidence.decisions, me());
  const stage = { stage: 'review', papers, earlier } as const;
  const kept = keep(stage, evidence, ask);
  const changed = changedIn(papers);
  return { ...kept, signersRequired: earlier.required, decisionsSoFar: earlier.readers.length, changed };
}

export function standingUntil(ask: Ask<'standingUntil'>): Answer<'standingUntil'> {
  const item = itemOf(ask.handle);
  if (item.stage.stage !== 'review') throw new Refusal('not-opened', 'This is not for review.');
  const { manifest, ground: known } = item.stage.papers;
  const ground = verifyCase(parseGround(ask.records), pins(), false);
  if (ground.case !== known.case) throw new SealingError('case-invalid', 'This is another case.');
  const people = new Set<string>([manifest.body.author, ...manifest.body.recipients]);
  const until = restsUntil(ground, ask.records.records.map(parseWire), people);
  item.standsUntil = until;
  return { until };
}

/** Names and notes of a case, for its team. The card's digest must be the one of the statement. */
export function openCard(ask: Ask<'openCard'>): Answer<'openCard'> {
  const ground = verifyCase(parseGround(ask.ground), pins(), false);
  verifyOwnEntry(ground, me());
  const card = unb64(ask.card);
  if (ground.case !== ask.case || digestText(card) !== ground.newest.body.card) {
    throw new SealingError('case-invalid', 'The case card is not the one that was signed.');
  }
  remember(ground.pins);
  return { text: openCardOf(ground, card) };
}

/** The card may have been sealed to the version of the team that was in force then. */
function openCardOf({ case: caseId, teams }: VerifiedCase, card: Uint8Array): string {
  let refusal = new SealingError('sealed-unopenable', 'The team has no key.');
  for (const pair of teamKeys(teams.versions, me().person, unlocked().keys)) {
    try {
      return openSealedCard(card, caseId, pair);
    } catch (cause) {
      if (!(cause instanceof SealingError) || cause.code !== 'sealed-unopenable') throw cause;
      refusal = cause;
    }
  }
  throw refusal;
}
