/**
 * Reading and deciding, for a member of the case's team. Owns the decision and the grants that go
 * with an approval; refuses to approve what was not opened here.
 */
import { b64, digestText, parseId, unb64 } from '../../sealing/encoding.ts';
import { SealingError } from '../../sealing/errors.ts';
import { parseGround } from '../../sealing/evidence.ts';
import { openCard as openSealedCard, sealGrant } from '../../sealing/sealed.ts';
import { parseWire, sign } from '../../sealing/statements.ts';
import { teamKeys } from '../../sealing/teams.ts';
import { verifyEarlierDecisions } from '../../sealing/verify/decisions.ts';
import { certificateOf, verifyCase, verifyOwnEntry } from '../../sealing/verify/ground.ts';
import type { VerifiedCase } from '../../sealing/verify/ground.ts';
import type { Readable } from '../../sealing/verify/item.ts';
import { restsUntil } from '../../sealing/verify/resting.ts';
import { verifyForReview as verifyPapers } from '../../sealing/verify/verify.ts';
import type { MadeDecision, Operations } from '../messages.ts';
import { itemOf, keep, readEvidence, type Item } from './items.ts';
import { now } from './now.ts';
import { Refusal } from './refusal.ts';
import { me, pins, remember, unlocked } from './session.ts';

type Ask<K extends keyof Operations> = Operations[K]['ask'];
type Answer<K extends keyof Operations> = Operations[K]['answer'];

export function verifyForReview(ask: Ask<'verifyForReview'>): Answer<'verifyForReview'> {
  const evidence = readEvidence(ask.evidence);
  const papers = verifyPapers(evidence, pins(), me(), parseId(ask.item));
  const earlier = verifyEarlierDecisions(papers, evidence.decisions, me());
  const stage = { stage: 'review', papers, earlier } as const;
  const kept = keep(stage, evidence, ask);
  return { ...kept, signersRequired: earlier.required, decisionsSoFar: earlier.readers.length };
}

/** Everyone the item is for, with their certified key. */
function recipientsOf({ ground, manifest }: Readable) {
  return manifest.body.recipients.map((person) => ({
    person,
    key: certificateOf(ground, person).box,
  }));
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

/** An approval is of what was opened, and ends with what it rests on. Throws Refusal. */
function mustBeApprovable(item: Item, validUntil: number): void {
  if (!item.content || item.standsUntil === undefined) {
    throw new Refusal('not-opened', 'What was not opened cannot be approved.');
  }
  if (item.standsUntil !== null && (item.standsUntil < now() || item.standsUntil < validUntil)) {
    throw new Refusal('run-out', 'What the approval would rest on ends before it.');
  }
}

export function decide(ask: Ask<'decide'>): MadeDecision {
  const item = itemOf(ask.handle);
  if (item.stage.stage !== 'review') throw new Refusal('not-opened', 'This is not for review.');
  const { papers, earlier } = item.stage;
  if (ask.verdict === 'approve') mustBeApprovable(item, ask.validUntil);
  const { item: id } = papers.manifest.body;
  const { rendition } = papers.released;
  const recipients = ask.verdict === 'approve' ? recipientsOf(papers) : [];
  const contentKey = earlier.last ? item.content?.contentKey : undefined;
  const grants = contentKey
    ? recipients.map(({ person, key }) => ({
        person,
        rendition,
        grant: sealGrant(id, rendition, unb64(key, 32), contentKey),
      }))
    : [];
  const decision = sign(
    'gobetween/decision/1',
    {
      case: papers.ground.case,
      item: id,
      case_statement: papers.ground.newest.digest,
      manifest: papers.manifest.digest,
      renditions: papers.rendition ? [papers.rendition.digest] : [],
      verdict: ask.verdict,
      recipients: recipients.map(({ person, key }) => ({
        person,
        key,
        grants: grants
          .filter((made) => made.person === person)
          .map(({ grant }) => ({ rendition, grant: digestText(grant) })),
      })),
      reason: ask.reason,
      coverage: { ...ask.coverage },
      sequence: earlier.sequence,
      previous: earlier.previous,
      valid_until: ask.validUntil,
      decided: now(),
    },
    unlocked().keys.seed,
  );
  return {
    decision: decision.wire,
    grants: grants.map((made) => ({ ...made, grant: b64(made.grant) })),
  };
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
