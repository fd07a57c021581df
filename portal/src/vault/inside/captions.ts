/**
 * Captions beside their recording: their papers, check 16 of protocol.md §6, their text as cues. Owns
 * what may be shown with a player and which captions a reader may approve; refuses to show a text of
 * which a line is not in its form.
 */
import { parseId } from '../../sealing/encoding.ts';
import { SealingError } from '../../sealing/errors.ts';
import { parseGrants } from '../../sealing/evidence.ts';
import type { ContainerRef } from '../../sealing/schemas.ts';
import { teamKeys } from '../../sealing/teams.ts';
import { cuesOf, verifyBeside, verifyCaptions } from '../../sealing/verify/captions.ts';
import { openApprovedGrant, openContainer, openOwnGrant } from '../../sealing/verify/content.ts';
import { verifyRendition, type Readable } from '../../sealing/verify/item.ts';
import { verifyForReview, verifyOwnItem } from '../../sealing/verify/verify.ts';
import type { Operations, ShownItem } from '../messages.ts';
import { Content } from './content.ts';
import { itemOf, keep, readEvidence } from './items.ts';
import { now } from './now.ts';
import { Refusal } from './refusal.ts';
import { me, pins, remember, unlocked } from './session.ts';
import { fetchTable, Stored } from './stored.ts';

type Ask<K extends keyof Operations> = Operations[K]['ask'];
type Answer<K extends keyof Operations> = Operations[K]['answer'];

interface Held {
  readonly captions: Readable;
  readonly recording: Readable;
  readonly key: Uint8Array;
}

/** The captions, checked as their recording was, and their key by the right grant. */
function held({ handle, ...shown }: Ask<'openCaptions'>): Held {
  const { stage } = itemOf(handle);
  const evidence = readEvidence(shown.evidence);
  const item = parseId(shown.item);
  const grants = parseGrants(shown.evidence.grants);
  const { keys } = unlocked();
  if (stage.stage === 'opening') {
    const at = { item, now: now() };
    const captions = verifyCaptions(evidence, pins(), me(), at, stage.papers);
    return { captions, recording: stage.papers, key: openApprovedGrant(captions, grants, keys.box) };
  }
  if (stage.stage === 'own') {
    if (stage.readable === null) throw new Refusal('not-opened', 'There is no recording yet.');
    const captions = verifyRendition(verifyOwnItem(evidence, pins(), me(), item), evidence);
    verifyBeside(captions, stage.readable);
    const key = openOwnGrant(grants, item, captions.released, [keys.box]);
    return { captions, recording: stage.readable, key };
  }
  if (stage.stage === 'offer') throw new Refusal('not-opened', 'This was only offered.');
  const captions = verifyForReview(evidence, pins(), me(), item);
  verifyBeside(captions, stage.papers);
  const team = teamKeys(captions.ground.teams.versions, me().person, keys);
  return {
    captions,
    recording: stage.papers,
    key: openOwnGrant(grants, item, captions.released, team),
  };
}

async function textOf(
  { manifest }: Readable,
  ref: ContainerRef,
  key: Uint8Array,
  shown: ShownItem,
): Promise<Uint8Array> {
  const { case: caseId, item } = manifest.body;
  const context = { case: caseId, item, rendition: ref.rendition };
  const opener = openContainer(key, await fetchTable(ref.rendition), ref, context);
  const stored = shown.evidence.renditions.find(({ rendition }) => rendition === ref.rendition);
  if (!stored) throw new Refusal('not-opened', 'The server did not say how it is stored.');
  const content = await Content.open(opener, new Stored(ref.rendition, false), stored.slice_chunks, key);
  const text = await content.read(0, content.length);
  content.forget();
  return text;
}

export async function openCaptions(ask: Ask<'openCaptions'>): Promise<Answer<'openCaptions'>> {
  const { captions, recording, key } = held(ask);
  const pinsMoved = remember(captions.ground.pins);
  const cues = cuesOf(await textOf(captions, captions.released, key, ask), recording);
  return { language: captions.manifest.body.language, cues, pinsMoved };
}

export async function captionsBeside(
  ask: Ask<'captionsBeside'>,
): Promise<Answer<'captionsBeside'>> {
  const captions = itemOf(ask.handle);
  if (captions.stage.stage !== 'review' || !captions.content) {
    throw new Refusal('not-opened', 'These captions are not under review.');
  }
  const { papers } = captions.stage;
  const evidence = readEvidence(ask.recording.evidence);
  const recording = verifyForReview(evidence, pins(), me(), parseId(ask.recording.item));
  const kept = keep({ stage: 'beside', papers: recording }, evidence, ask.recording);
  try {
    verifyBeside(papers, recording);
    const text = await captions.content.read(0, captions.content.length);
    const cues = cuesOf(text, recording);
    captions.beside = true;
    return { recording: kept, cues, fault: null };
  } catch (cause) {
    if (!(cause instanceof SealingError)) throw cause;
    return { recording: kept, cues: [], fault: cause.code };
  }
}
