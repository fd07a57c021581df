/**
 * What a liaison does for somebody without an account: whether one acts for them, what their team has
 * begun, found again from a file alone (protocol.md §2.4), and handing over what a reader entrusted
 * (§4.15, §4.22). Owns telling which item a file belongs to; keeps nothing, so that any desktop of the
 * team goes on. Refuses to sign that something was handed over that was not verified here.
 */
import { parseId, same, unb64 } from '../../sealing/encoding.ts';
import { SealingError } from '../../sealing/errors.ts';
import type { Resume } from '../../sealing/sealed.ts';
import { wipe } from '../../sealing/sodium.ts';
import { sign } from '../../sealing/statements.ts';
import { verifyEntrusted as entrusted } from '../../sealing/verify/entrusted.ts';
import { hold } from '../../sealing/verify/holding.ts';
import type { Operations, VaultNotice } from '../messages.ts';
import type { BegunWire } from '../messages-liaison.ts';
import { actingNow, liaisonHand, type Hand } from './hands.ts';
import { itemOf, keep, readEvidence } from './items.ts';
import { now } from './now.ts';
import { digestOf } from './reading.ts';
import { Refusal } from './refusal.ts';
import { me, pins, remember, unlocked } from './session.ts';

type Ask<K extends keyof Operations> = Operations[K]['ask'];
type Answer<K extends keyof Operations> = Operations[K]['answer'];

/** Throws case-invalid, mandate-invalid, or what checks 1 to 4 throw. */
function handIn({ ground, case: caseId, person }: Ask<'actsFor'>): Hand & { readonly until: number } {
  const acting = actingNow(ground, person);
  if (acting.ground.case !== caseId) throw new SealingError('case-invalid', 'This is another case.');
  return { ...liaisonHand(acting), until: acting.mandate.until };
}

export function actsFor(ask: Ask<'actsFor'>): Answer<'actsFor'> {
  const { author, until, ground } = handIn(ask);
  const { people } = ground.newest.body;
  const role = people.find(({ person }) => person === author)?.role ?? 'responsible';
  const recipients = people.filter((one) => one.role !== role).map(({ person }) => person);
  return { role, until, recipients, pinsMoved: remember(ground.pins) };
}

/** Null for what was sealed to keys that are not this team's any more. */
function opened(hand: Hand, { item, rendition, resume }: BegunWire): Resume | null {
  try {
    return hand.openResume(unb64(resume), item, rendition);
  } catch (cause) {
    if (cause instanceof SealingError) return null;
    throw cause;
  }
}

export async function findBegun(ask: Ask<'findBegun'>, tell: (notice: VaultNotice) => void): Promise<Answer<'findBegun'>> {
  const hand = handIn(ask);
  const likely = ask.begun.flatMap((one) => {
    const known = opened(hand, one);
    if (known) wipe(known.contentKey);
    return known?.length === ask.file.size ? [{ item: one.item, digest: known.plaintextDigest }] : [];
  });
  // A file is read only where something of its length was begun.
  if (likely.length === 0) return { item: '' };
  const digest = await digestOf(ask.file, tell);
  return { item: likely.find((one) => same(one.digest, digest))?.item ?? '' };
}

export function verifyEntrusted(ask: Ask<'verifyEntrusted'>): Answer<'verifyEntrusted'> {
  const evidence = readEvidence(ask.evidence);
  const about = { person: parseId(ask.person), item: parseId(ask.item) };
  const papers = entrusted(evidence, pins(), me(), about, now());
  return keep({ stage: 'entrusted', papers }, evidence, ask);
}

export function handOver({ handle, manner }: Ask<'handOver'>): Answer<'handOver'> {
  const { stage } = itemOf(handle);
  if (stage.stage !== 'entrusted') throw new Refusal('not-opened', 'Nobody entrusted this.');
  const { ground, manifest, person, acceptance } = stage.papers;
  const at = now();
  hold('outside-window', 'Not at the time that was chosen.', acceptance.from <= at, at <= acceptance.until);
  const said = { case: ground.case, item: manifest.body.item, person, manner, at };
  return { delivery: sign('gobetween/delivery/1', said, unlocked().keys.seed).wire };
}
