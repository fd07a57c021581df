/**
 * How the text of a signed note is sealed to its audience (protocol.md §4.21). Refuses to know who may
 * read or write one: the statement names the audience, `verify/later.ts` checks who signed.
 */
import { be32, concat, fromUtf8, lp, same, utf8 } from './encoding.ts';
import { SealingError, refusingAs } from './errors.ts';
import { pad, unpad } from './padding.ts';
import { sealTo, type BoxPair } from './sealed.ts';
import { orNull, sodium } from './sodium.ts';

const LONGEST_TEXT = 16 * 1024;
const MOST_READERS = 16;

/** Which version of which note it is; sealed in with the text, so that none is moved. */
export interface NotePlace {
  readonly case: string;
  readonly subject: string;
  readonly field: string;
  readonly version: number;
}

function prefixOf(place: NotePlace): Uint8Array {
  const named = [lp(place.case), lp(place.subject), lp(place.field)];
  return concat(lp('gobetween/note/1'), ...named, be32(place.version));
}

/**
 * Seals a text to each reader's box key, one box after another, each behind its length. Throws bad-key;
 * bad-encoding for a text or an audience that is too large.
 */
export function sealNote(
  place: NotePlace,
  readers: readonly Uint8Array[],
  text: string,
): Uint8Array<ArrayBuffer> {
  const plain = utf8(text);
  if (plain.length > LONGEST_TEXT || readers.length === 0 || readers.length > MOST_READERS) {
    throw new SealingError('bad-encoding', 'A note is too long, or for nobody or too many.');
  }
  const whole = concat(prefixOf(place), pad(plain));
  return concat(...readers.map((box) => lp(sealTo(box, whole))));
}

function boxesOf(sealed: Uint8Array): readonly Uint8Array[] {
  const found: Uint8Array[] = [];
  let at = 0;
  while (at < sealed.length) {
    const start = at + 4;
    if (start > sealed.length || found.length === MOST_READERS) throw cutShort();
    const end = start + new DataView(sealed.buffer, sealed.byteOffset + at, 4).getUint32(0);
    if (end > sealed.length) throw cutShort();
    found.push(sealed.subarray(start, end));
    at = end;
  }
  return found;
}

function cutShort(): SealingError {
  return new SealingError('bad-encoding', 'A note is cut short, or has too many boxes.');
}

/**
 * Opens the box that is for this key. Compare the digest of `sealed` with the statement's `container`
 * before. Throws sealed-unopenable (none is), sealed-mismatch, padding-invalid or bad-encoding.
 */
export function openNote(place: NotePlace, sealed: Uint8Array, pair: BoxPair): string {
  for (const box of boxesOf(sealed)) {
    const opened = orNull(() => sodium.crypto_box_seal_open(box, pair.publicKey, pair.privateKey));
    if (!opened) continue;
    const prefix = prefixOf(place);
    if (!same(opened.subarray(0, prefix.length), prefix)) {
      throw new SealingError('sealed-mismatch', 'A note is of another place.');
    }
    const plain = unpad(opened.subarray(prefix.length));
    return refusingAs('sealed-mismatch', 'A note is not text.', () => fromUtf8(plain));
  }
  throw new SealingError('sealed-unopenable', 'A note is not sealed to this key.');
}
