/**
 * The sealed bytes of a note (protocol.md §4.21): one box after another, each behind its length.
 * Refuses to know who wrote it or whom it is for; statements say that.
 */
import { be32, concat, fromUtf8, lp, same, utf8 } from './encoding.ts';
import { refusingAs, SealingError } from './errors.ts';
import { pad, unpad } from './padding.ts';
import { openSealed, sealTo, type BoxPair } from './sealed.ts';

const LONGEST_TEXT = 16_384;
const MOST_READERS = 16;

/** Which version of which note it is; sealed in with the text, so that none is moved. */
export interface NotePlace {
  readonly case: string;
  readonly subject: string;
  readonly field: string;
  readonly version: number;
}

function prefixOf(place: NotePlace): Uint8Array {
  return concat(
    lp('gobetween/note/1'),
    lp(place.case),
    lp(place.subject),
    lp(place.field),
    be32(place.version),
  );
}

/** Throws bad-encoding for a text or an audience that is too large, bad-key. */
export function sealNote(
  place: NotePlace,
  readers: readonly Uint8Array[],
  text: string,
): Uint8Array {
  const plain = utf8(text);
  if (plain.length > LONGEST_TEXT || readers.length === 0 || readers.length > MOST_READERS) {
    throw new SealingError('bad-encoding', 'A note is too long, or for nobody or too many.');
  }
  return concat(...readers.map((box) => lp(sealTo(box, concat(prefixOf(place), pad(plain))))));
}

function boxesOf(sealed: Uint8Array): readonly Uint8Array[] {
  const found: Uint8Array[] = [];
  for (let at = 0; at < sealed.length;) {
    const length = sealed.subarray(at, at + 4);
    const end = at + 4 + length.reduce((value, byte) => value * 256 + byte, 0);
    if (length.length < 4 || end > sealed.length || found.length === MOST_READERS) {
      throw new SealingError('bad-encoding', 'A note is cut short, or has too many boxes.');
    }
    found.push(sealed.subarray(at + 4, end));
    at = end;
  }
  return found;
}

/** Compare the digest of `sealed` with the note's container before. Throws sealed-unopenable, sealed-mismatch, padding-invalid. */
export function openNote(place: NotePlace, sealed: Uint8Array, pair: BoxPair): string {
  for (const box of boxesOf(sealed)) {
    let opened: Uint8Array;
    try {
      opened = openSealed(pair, box, 'sealed-unopenable');
    } catch {
      continue;
    }
    const prefix = prefixOf(place);
    if (!same(opened.subarray(0, prefix.length), prefix)) {
      throw new SealingError('sealed-mismatch', 'A note is of another place.');
    }
    const text = unpad(opened.slice(prefix.length));
    return refusingAs('sealed-mismatch', 'A note is not text.', () => fromUtf8(text));
  }
  throw new SealingError('sealed-unopenable', 'A note is not sealed to this key.');
}
