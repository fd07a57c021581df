/**
 * The table of what a reader says of a danger that they told somebody of (protocol.md §4.34). Owns the
 * field of the note with what was said; refuses to own the note.
 */
import { unb64 } from './encoding.ts';
import { b32, id, oneOf, record, time } from './fields.ts';

const WORDS = 'disclosed-';
const WORDS_BYTES = 10;

export const disclosure = record({
  org: id,
  case: id,
  item: id,
  manifest: b32,
  to: oneOf('police', 'ambulance', 'childrens-services', 'other'),
  reason: oneOf('danger-to-life', 'danger-to-a-child'),
  at: time,
});

/** The field of the note with what was said, by the digest of the disclosure. */
export function wordsField(digest: string): string {
  const start = [...unb64(digest).subarray(0, WORDS_BYTES)];
  return WORDS + start.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
