/**
 * Receiving: see that something was approved for one, accept it, open it. Owns the recipient's two
 * signatures; refuses to sign for what did not pass every check before.
 */
import { parseId } from '../../sealing/encoding.ts';
import { sign } from '../../sealing/statements.ts';
import {
  verifyBeforeOpening as verifyAccepted,
  verifyOffer as verifyApproved,
} from '../../sealing/verify/verify.ts';
import type { Operations } from '../messages.ts';
import { itemOf, keep, readEvidence } from './items.ts';
import { now } from './now.ts';
import { Refusal } from './refusal.ts';
import { me, pins, unlocked } from './session.ts';

type Ask<K extends keyof Operations> = Operations[K]['ask'];
type Answer<K extends keyof Operations> = Operations[K]['answer'];

export function verifyOffer(ask: Ask<'verifyOffer'>): Answer<'verifyOffer'> {
  const evidence = readEvidence(ask.evidence);
  const papers = verifyApproved(evidence, pins(), me(), parseId(ask.item), now());
  return keep({ stage: 'offer', papers }, evidence, ask);
}

export function accept(ask: Ask<'accept'>): Answer<'accept'> {
  const { stage } = itemOf(ask.handle);
  if (stage.stage !== 'offer') throw new Refusal('not-opened', 'This was not offered.');
  const { ground, manifest, decisions } = stage.papers;
  const acceptance = sign(
    'gobetween/acceptance/1',
    {
      case: ground.case,
      item: manifest.body.item,
      person: me().person,
      decisions: decisions.map((decision) => decision.digest),
      medium: ask.medium,
      from: ask.from,
      until: ask.until,
      accepted: now(),
    },
    unlocked().keys.seed,
  );
  return { acceptance: acceptance.wire };
}

export function verifyBeforeOpening(
  ask: Ask<'verifyBeforeOpening'>,
): Answer<'verifyBeforeOpening'> {
  const evidence = readEvidence(ask.evidence);
  const papers = verifyAccepted(evidence, pins(), me(), parseId(ask.item), now());
  return keep({ stage: 'opening', papers }, evidence, ask);
}

export function open(ask: Ask<'open'>): Answer<'open'> {
  const { stage } = itemOf(ask.handle);
  if (stage.stage !== 'opening') throw new Refusal('not-opened', 'This was not accepted.');
  const { ground, manifest, decisions, acceptance } = stage.papers;
  const opening = sign(
    'gobetween/opening/1',
    {
      case: ground.case,
      item: manifest.body.item,
      person: me().person,
      decisions: decisions.map((decision) => decision.digest),
      acceptance: acceptance.digest,
      opened: now(),
    },
    unlocked().keys.seed,
  );
  return { opening: opening.wire };
}
