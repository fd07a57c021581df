/**
 * Handing over what its recipient accepted on paper or with staff: opening it for that, and staff's word
 * that it was done (protocol.md §4.22). Refuses both for what its recipient did not ask to be handed
 * over now, whatever the service says, and to open what was not approved or was stopped.
 */
import { parseId } from '../../sealing/encoding.ts';
import { SealingError } from '../../sealing/errors.ts';
import type { Evidence } from '../../sealing/evidence.ts';
import type { Acceptance } from '../../sealing/schemas.ts';
import { sign } from '../../sealing/statements.ts';
import { sameList, verifyApproved } from '../../sealing/verify/decisions.ts';
import { certificateOf, verifyCase, verifyOwnEntry, type VerifiedCase } from '../../sealing/verify/ground.ts';
import { hold, openAs } from '../../sealing/verify/holding.ts';
import { verifyNotStopped } from '../../sealing/verify/later.ts';
import { verifyForReview } from '../../sealing/verify/verify.ts';
import type { Operations } from '../messages.ts';
import { keep, readEvidence } from './items.ts';
import { now } from './now.ts';
import { me, pins, remember, unlocked } from './session.ts';

const HANDED_OVER: readonly string[] = ['on-paper', 'with-facilitator'];

interface About {
  readonly case: string;
  readonly item: string;
}

/** The recipient's own wish to have it handed over at this time. Throws acceptance-missing, acceptance-invalid or outside-window. */
function wishFor(ground: VerifiedCase, evidence: Evidence, about: About, at: number): Acceptance {
  if (!evidence.acceptance) {
    throw new SealingError('acceptance-missing', 'Nobody has accepted this.');
  }
  const accepted = openAs(evidence.acceptance, 'gobetween/acceptance/1', 'acceptance-invalid');
  const { body, signer } = accepted;
  hold(
    'acceptance-invalid',
    'This is not its recipient’s own wish to have this item handed over.',
    ground.case === parseId(about.case),
    body.case === ground.case,
    body.item === parseId(about.item),
    HANDED_OVER.includes(body.medium),
    certificateOf(ground, body.person).sign === signer,
  );
  hold('outside-window', 'Not at the time that was chosen.', body.from <= at && at <= body.until);
  return body;
}

/** What a reader may open to print it or to read it out: as they opened it for review, whoever approved it. */
export function verifyToHandOver(ask: Operations['verifyToHandOver']['ask']): Operations['verifyToHandOver']['answer'] {
  const evidence = readEvidence(ask.evidence);
  const papers = verifyForReview(evidence, pins(), me(), parseId(ask.item));
  const at = now();
  const approved = verifyApproved(papers, evidence, at).map(({ digest }) => digest);
  verifyNotStopped(papers, evidence, me());
  const { decisions } = wishFor(papers.ground, evidence, ask, at);
  hold('acceptance-invalid', 'The acceptance is not for these decisions.', sameList(decisions, approved));
  return keep({ stage: 'handing-over', papers }, evidence, ask);
}

export function deliver(ask: Operations['deliver']['ask']): Operations['deliver']['answer'] {
  const evidence = readEvidence(ask.evidence);
  const ground = verifyCase(evidence, pins(), false);
  verifyOwnEntry(ground, me());
  const at = now();
  const { case: caseId, item, person } = wishFor(ground, evidence, ask, at);
  const said = { case: caseId, item, person, manner: ask.manner, at };
  const { wire } = sign('gobetween/delivery/1', said, unlocked().keys.seed);
  return { delivery: wire, pinsMoved: remember(ground.pins) };
}
