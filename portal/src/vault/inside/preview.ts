/**
 * What a recording's rendition says of itself: one read of its end, and only what is in its one form.
 * Refuses to own what a page shows of that, and when.
 */
import { LONGEST_PREVIEW, previewIn, type Preview } from '../../sealing/preview.ts';
import { SealingError } from '../../sealing/errors.ts';
import type { Operations } from '../messages.ts';
import { itemOf, mediaFacts } from './items.ts';
import { Refusal } from './refusal.ts';

type Ask = Operations['readPreview']['ask'];
type Answer = Operations['readPreview']['answer'];

export async function readPreview({ handle }: Ask): Promise<Answer> {
  const { stage, content } = itemOf(handle);
  if (!content) throw new Refusal('not-opened', 'This was not opened.');
  const facts = mediaFacts(stage.stage === 'own' ? stage.readable : stage.papers);
  if (!facts || facts.mediaType === 'image/jpeg') throw new Refusal('not-playable', 'This is no recording.');
  const from = Math.max(0, content.length - LONGEST_PREVIEW);
  const found = formed(await content.glance(from, LONGEST_PREVIEW), content.length);
  if (found === null) return { loudness: null, still: null };
  const { beginsMs, eachMs, peaks, still } = found;
  const loudness = peaks.length === 0 ? null : { beginsMs, eachMs, peaks: [...peaks] };
  // A still of what is said to have no picture is shown to nobody.
  const pictured = facts.mediaType === 'video/mp4';
  return { loudness, still: pictured ? (still?.jpeg.buffer ?? null) : null };
}

/** Another form says nothing, and nothing about the film: it is played without. */
function formed(tail: Uint8Array, size: number): Preview | null {
  try {
    return previewIn(tail, size);
  } catch (cause) {
    if (cause instanceof SealingError) return null;
    throw cause;
  }
}
