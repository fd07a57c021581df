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

/** Bytes from the beginning, bytes, and pixels. */
export interface PagePlace {
  readonly begins: number;
  readonly length: number;
  readonly width: number;
  readonly height: number;
}

/** Plaintext by offset and length. */
export type Read = (offset: number, length: number) => Promise<Uint8Array>;

function refuse(): never {
  throw new SealingError('rendition-invalid', 'These are not pages.');
}

function viewOf(bytes: Uint8Array, length: number): DataView {
  if (bytes.length !== length) refuse();
  return new DataView(bytes.buffer, bytes.byteOffset, length);
}

/** Where the pages of a rendition of `size` bytes lie. Throws rendition-invalid for any other form. */
export async function readPages(read: Read, size: number): Promise<readonly PagePlace[]> {
  if (size < END) refuse();
  const end = viewOf(await read(size - END, END), END);
  const count = end.getUint32(0);
  const mark = String.fromCharCode(...Array.from({ length: 8 }, (_, at) => end.getUint8(4 + at)));
  const behind = size - END - ENTRY * count;
  if (mark !== MARK || count < 1 || count > MOST_PAGES || behind < 0) refuse();
  const entries = viewOf(await read(behind, ENTRY * count), ENTRY * count);
  const pages: PagePlace[] = [];
  let begins = 0;
  for (let at = 0; at < ENTRY * count; at += ENTRY) {
    const length = entries.getUint32(at);
    const width = entries.getUint16(at + 4);
    const height = entries.getUint16(at + 6);
    if (length === 0 || Math.min(width, height) < 1 || Math.max(width, height) > MOST_EDGE)
      refuse();
    pages.push({ begins, length, width, height });
    begins += length;
  }
  if (begins !== behind) refuse();
  return pages;
}
