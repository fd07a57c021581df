/**
 * What a colleague wrote down of a recording, for a reader who does not hear it (protocol.md §4.7).
 * Owns whose word it must be; refuses to let anybody go by what they, or somebody on the author's side,
 * wrote down.
 */
import { readerOf } from '../../sealing/verify/standing.ts';
import type { Operations } from '../messages.ts';
import type { TranscriptBy } from '../messages-deciding.ts';
import type { UnderReview } from './deciding.ts';
import { underReview } from './deciding.ts';
import { noteOn } from './notes.ts';
import { Refusal } from './refusal.ts';
import { me } from './session.ts';

type Ask<K extends keyof Operations> = Operations[K]['ask'];
type Answer<K extends keyof Operations> = Operations[K]['answer'];

export function transcript(ask: Ask<'transcript'>): Answer<'transcript'> {
  const review = underReview(ask.handle);
  if (review.papers.rendition === null) throw new Refusal('not-playable', 'A letter is read itself.');
  const { ground, manifest } = review.papers;
  const { item, version } = manifest.body;
  const draft = noteOn(ground, ask.notes, { subject: item, field: `transcribing-${version}` });
  const found = noteOn(ground, ask.notes, { subject: item, field: `transcript-${version}` });
  const by = found === null ? null : writerOf(review, readerOf(ground.standing, found.signed)?.person);
  review.item.transcript = by === 'colleague' ? found?.signed.digest : undefined;
  const digest = review.item.transcript ?? null;
  return { text: by === null ? null : (found?.text ?? null), by, digest, draft: draft?.text ?? '' };
}

/** Nobody's, where it is no reader's: then there is none to go by either. */
function writerOf({ papers }: UnderReview, person: string | undefined): TranscriptBy | null {
  if (person === undefined) return null;
  if (person === me().person) return 'own';
  const { involved, manifest } = papers;
  return involved.has(person) || manifest.body.author === person ? 'author-side' : 'colleague';
}
