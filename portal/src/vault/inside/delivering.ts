/**
 * Staff's word that they handed an item over (protocol.md §4.22). Owns that signature; refuses it for
 * what its recipient did not ask to be handed over now, whatever the service says.
 */
import { parseId } from '../../sealing/encoding.ts';
import { sign } from '../../sealing/statements.ts';
import { certificateOf, verifyCase, verifyOwnEntry } from '../../sealing/verify/ground.ts';
import { hold, openAs } from '../../sealing/verify/holding.ts';
import { SealingError } from '../../sealing/errors.ts';
import type { Operations } from '../messages.ts';
import { readEvidence } from './items.ts';
import { now } from './now.ts';
import { me, pins, remember, unlocked } from './session.ts';

const HANDED_OVER: readonly string[] = ['on-paper', 'with-facilitator'];

export function deliver(ask: Operations['deliver']['ask']): Operations['deliver']['answer'] {
  const evidence = readEvidence(ask.evidence);
  const ground = verifyCase(evidence, pins(), false);
  verifyOwnEntry(ground, me());
  if (!evidence.acceptance) {
    throw new SealingError('acceptance-missing', 'Nobody has accepted this.');
  }
  const accepted = openAs(evidence.acceptance, 'gobetween/acceptance/1', 'acceptance-invalid');
  const { body, signer } = accepted;
  hold(
    'acceptance-invalid',
    'This is not its recipient’s own wish to have this item handed over.',
    ground.case === parseId(ask.case),
    body.case === ground.case,
    body.item === parseId(ask.item),
    HANDED_OVER.includes(body.medium),
    certificateOf(ground, body.person).sign === signer,
  );
  const at = now();
  hold('outside-window', 'Not at the time that was chosen.', body.from <= at && at <= body.until);
  const { case: caseId, item, person } = body;
  const said = { case: caseId, item, person, manner: ask.manner, at };
  const { wire } = sign('gobetween/delivery/1', said, unlocked().keys.seed);
  return { delivery: wire, pinsMoved: remember(ground.pins) };
}
