/**
 * Check 16 of protocol.md §6: captions belong to just the recording and the rendition shown. Owns no
 * words, and not when a recording may be seen: its own checks come first.
 */
import { CaptionsRefused, readCaptions, type Cue } from '../captions.ts';
import type { Id } from '../encoding.ts';
import { SealingError } from '../errors.ts';
import type { Evidence } from '../evidence.ts';
import type { Accepted } from './decisions.ts';
import type { Me } from './ground.ts';
import { hold } from './holding.ts';
import type { Readable } from './item.ts';
import type { Pins } from './roster.ts';
import { approvedFor } from './verify.ts';

/** Of the same case, author and recipients, and timed by just this rendition. */
export function verifyBeside(captions: Readable, recording: Readable): void {
  const [said, of] = [captions.manifest.body, recording.manifest.body];
  hold(
    'captions-invalid',
    'These are not the captions of just this recording, as it is shown.',
    said.kind === 'captions',
    of.kind === 'recorded_message' || of.kind === 'video_message',
    said.relates_to === of.item,
    said.case === of.case,
    said.author === of.author,
    new Set([...said.recipients, ...of.recipients]).size === new Set(said.recipients).size,
    new Set([...said.recipients, ...of.recipients]).size === new Set(of.recipients).size,
    recording.rendition !== null && said.timed_by === recording.rendition.digest,
  );
}

/**
 * A recipient's device, of captions beside what it may open: checks 1 to 8, 8b and 16. In place of 9
 * the acceptance of the recording counts, which was checked with it.
 */
export function verifyCaptions(
  shown: Evidence,
  pins: Pins,
  me: Me,
  { item, now }: { readonly item: Id; readonly now: number },
  recording: Accepted,
): Accepted {
  const approved = approvedFor(shown, pins, me, item, now);
  verifyBeside(approved, recording);
  return { ...approved, acceptance: recording.acceptance };
}

/** The cues of captions that passed verifyBeside. Throws captions-invalid. */
export function cuesOf(text: Uint8Array, recording: Readable): readonly Cue[] {
  try {
    return readCaptions(text, recording.rendition?.body.media.duration_ms ?? 0);
  } catch (cause) {
    if (!(cause instanceof CaptionsRefused)) throw cause;
    throw new SealingError('captions-invalid', 'The captions are not in their form.');
  }
}
