/**
 * Safer renditions: what a reader may ask for of the recording that they hold, and its author's word to
 * what was made. Owns the bounds that a recording sets to a list of edits; refuses an agreement to what
 * was not given here to its last byte.
 */
import { inOrder, wrongIn, type Edit, type WrongEdit } from '../../sealing/schemas-edits.ts';
import { sign } from '../../sealing/statements.ts';
import type { Readable } from '../../sealing/verify/item.ts';
import type { Operations } from '../messages.ts';
import type { Changed, WrongAsked } from '../messages-safer.ts';
import { underReview } from './deciding.ts';
import { itemOf } from './items.ts';
import { now } from './now.ts';
import { Refusal } from './refusal.ts';
import { unlocked } from './session.ts';

type Ask<K extends keyof Operations> = Operations[K]['ask'];
type Answer<K extends keyof Operations> = Operations[K]['answer'];
type Rendition = NonNullable<Readable['rendition']>;

/** What a cut leaves of a recording, in milliseconds: who wants less of it returns it. */
const LEAST_LEFT = 1000;

/** Null for what is not a recording, or was not made ready yet. */
export function changedIn(readable: Readable | null): Changed | null {
  const { rendition, manifest, unagreed } = readable ?? {};
  if (!rendition || manifest?.body.kind === 'scan') return null;
  return { digest: rendition.digest, edits: rendition.body.edits, agreed: unagreed === null };
}

/** How long a time of the original these cuts take away, in milliseconds, up to its end. */
function cutBefore(end: number, edits: readonly Edit[]): number {
  const cuts = edits.filter((one) => one.edit === 'cut');
  return cuts.reduce((sum, { from, until }) => sum + Math.max(0, Math.min(until, end) - from), 0);
}

/** Of the recording as it was sent: how long it is, and what there is of it to be changed. */
function original({ body }: Rendition) {
  const { duration_ms: left, video_codec: video, audio_codec: sound } = body.media;
  return {
    length: left + cutBefore(Number.POSITIVE_INFINITY, body.edits),
    pictured: video !== '' || body.edits.some((one) => one.edit === 'sound-only'),
    sounding: sound !== '',
  };
}

/** What this recording cannot have. */
function outOfBounds(rendition: Rendition, edits: readonly Edit[]): readonly WrongEdit<WrongAsked>[] {
  const { length, pictured, sounding } = original(rendition);
  const tooMuch = cutBefore(length, edits) > length - LEAST_LEFT;
  const why = ({ edit, from, until }: Edit): WrongAsked | null => {
    if (until > 0 && from >= length) return 'behind-its-end';
    if (edit === 'cut') return tooMuch ? 'too-little-left' : null;
    const needsPicture = edit === 'pixelate' || edit === 'blur' || edit === 'sound-only';
    const needsSound = edit === 'voice' || edit === 'noise' || edit === 'sound-only';
    if (needsPicture && !pictured) return 'no-picture';
    return needsSound && !sounding ? 'no-sound' : null;
  };
  return edits.flatMap((one, at) => {
    const found = why(one);
    return found === null ? [] : [{ at, why: found }];
  });
}

export function listEdits({ handle, edits }: Ask<'listEdits'>): Answer<'listEdits'> {
  const { papers } = underReview(handle);
  const { rendition } = papers;
  if (!rendition || !changedIn(papers)) {
    throw new Refusal('not-playable', 'Nothing is changed in what is not a recording.');
  }
  const ordered = [...edits].sort(inOrder);
  const wrong = [...wrongIn(edits), ...outOfBounds(rendition, edits)];
  const made = rendition.body.edits;
  const same = made.every((one, at) => inOrder(one, ordered[at] ?? one) === 0);
  return { edits: ordered, wrong, unchanged: same && made.length === ordered.length };
}

export function agree({ handle }: Ask<'agree'>): Answer<'agree'> {
  const { stage, content } = itemOf(handle);
  const papers = stage.stage === 'own' ? stage.readable : null;
  const rendition = papers?.rendition;
  if (!rendition || rendition.body.edits.length === 0) {
    throw new Refusal('nothing-changed', 'Nothing was changed in this.');
  }
  if (!content?.givenWhole) throw new Refusal('not-seen', 'This was not gone through to its end.');
  const { wire } = sign(
    'gobetween/agreement/1',
    {
      case: papers.ground.case,
      item: papers.manifest.body.item,
      manifest: papers.manifest.digest,
      renditions: [rendition.digest],
      at: now(),
    },
    unlocked().keys.seed,
  );
  return { agreement: wire };
}
