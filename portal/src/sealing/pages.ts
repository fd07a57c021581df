/**
 * The form of a rendition of paper (protocol 4.6): where each page lies. Owns reading that; refuses
 * to own what a page shows.
 */
import { SealingError } from './errors.ts';

const MOST_PAGES = 100;
const MOST_EDGE = 2400;
const END = 12;
const ENTRY = 8;
const MARK = 'GBPAGES1';

/** Bytes at the end of a rendition in which where its pages lie has room, however many there are. */
export const LONGEST_INDEX = END + ENTRY * MOST_PAGES;

/** Bytes from the beginning, bytes, and pixels. */
export interface PagePlace {
  readonly begins: number;
  readonly length: number;
  readonly width: number;
  readonly height: number;
}

function refuse(): never {
  throw new SealingError('rendition-invalid', 'These are not pages.');
}

/**
 * Where the pages of a rendition of `size` bytes lie; `tail` are its last bytes, LONGEST_INDEX of them
 * or all that there are. Throws rendition-invalid for any other form.
 */
export function pagesIn(tail: Uint8Array, size: number): readonly PagePlace[] {
  if (tail.length !== Math.min(size, LONGEST_INDEX) || tail.length < END) refuse();
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length);
  const end = tail.length - END;
  const count = view.getUint32(end);
  const mark = String.fromCharCode(...tail.subarray(end + 4));
  if (mark !== MARK || count < 1 || count > MOST_PAGES || end < ENTRY * count) refuse();
  const pages: PagePlace[] = [];
  let begins = 0;
  for (let at = end - ENTRY * count; at < end; at += ENTRY) {
    const length = view.getUint32(at);
    const width = view.getUint16(at + 4);
    const height = view.getUint16(at + 6);
    if (length === 0 || Math.min(width, height) < 1 || Math.max(width, height) > MOST_EDGE) {
      refuse();
    }
    pages.push({ begins, length, width, height });
    begins += length;
  }
  if (begins !== size - END - ENTRY * count) refuse();
  return pages;
}
