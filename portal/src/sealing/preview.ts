/**
 * The form of what a rendition of a recording says of itself behind the film (protocol 4.6): how loud
 * it is, and a still. Owns reading that; refuses to own what a still shows.
 */
import { SealingError } from './errors.ts';

const MOST_PEAKS = 1000;
const MOST_MS = 86_400_000;
const MOST_STILL_BYTES = 65_536;
const MOST_STILL_EDGE = 480;
const BOX = 25;
const PEAKS = 10;
const STILL = 8;
const END = 12;
const LEAST = BOX + PEAKS + STILL + END;
const NAME = 'uuid';
const ID = 'c639a02efbbf4b9a876291e435da3d6a';
const VERSION = 1;
const MARK = 'GBPEAKS1';

/** Bytes at the end of a rendition in which all that it says of itself has room. */
export const LONGEST_PREVIEW = LEAST + MOST_PEAKS + MOST_STILL_BYTES;

/** JPEG; pixels. */
export interface StillPicture {
  readonly width: number;
  readonly height: number;
  readonly jpeg: Uint8Array<ArrayBuffer>;
}

/**
 * Each of `peaks` is the loudest within `eachMs`, 0 to 255, the first from `beginsMs` on; before and
 * behind them it is silent. Without a peak both are 0: there is no sound.
 */
export interface Preview {
  readonly beginsMs: number;
  readonly eachMs: number;
  readonly peaks: Uint8Array<ArrayBuffer>;
  readonly still: StillPicture | null;
}

function hold(holds: boolean): void {
  if (!holds) throw new SealingError('rendition-invalid', 'This is no preview.');
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * What a rendition of `size` bytes says of itself, null where it says nothing; `tail` are its last bytes,
 * LONGEST_PREVIEW of them or all that there are. Throws rendition-invalid where it says it in another
 * form.
 */
export function previewIn(tail: Uint8Array, size: number): Preview | null {
  hold(tail.length === Math.min(size, LONGEST_PREVIEW));
  if (tail.length < END) return null;
  const end = new DataView(tail.buffer, tail.byteOffset + tail.length - END, END);
  if (String.fromCharCode(...tail.subarray(tail.length - END + 4)) !== MARK) return null;
  const length = end.getUint32(0);
  hold(length >= LEAST && length <= tail.length);
  return parsed(tail.slice(tail.length - length));
}

function parsed(box: Uint8Array<ArrayBuffer>): Preview {
  const view = new DataView(box.buffer);
  const named = String.fromCharCode(...box.subarray(4, 8));
  hold(view.getUint32(0) === box.length && named === NAME);
  hold(hex(box.subarray(8, 24)) === ID && box[24] === VERSION);
  const beginsMs = view.getUint32(BOX);
  const eachMs = view.getUint32(BOX + 4);
  const count = view.getUint16(BOX + 8);
  hold(count <= box.length - LEAST);
  const at = BOX + PEAKS + count;
  const width = view.getUint16(at);
  const height = view.getUint16(at + 2);
  const length = view.getUint32(at + 4);
  hold(length === box.length - LEAST - count && count + length > 0);
  holdPeaks(beginsMs, eachMs, count);
  const jpeg = box.slice(at + STILL, at + STILL + length);
  holdStill(width, height, jpeg);
  const still = length === 0 ? null : { width, height, jpeg };
  return { beginsMs, eachMs, peaks: box.slice(BOX + PEAKS, at), still };
}

function holdPeaks(beginsMs: number, eachMs: number, count: number): void {
  if (count === 0) return hold(beginsMs === 0 && eachMs === 0);
  hold(count <= MOST_PEAKS && eachMs >= 1 && eachMs <= MOST_MS && beginsMs <= MOST_MS);
}

function holdStill(width: number, height: number, jpeg: Uint8Array): void {
  if (jpeg.length === 0) return hold(width === 0 && height === 0);
  hold(jpeg.length <= MOST_STILL_BYTES);
  hold(Math.min(width, height) >= 1 && Math.max(width, height) <= MOST_STILL_EDGE);
  hold(hex(jpeg.subarray(0, 3)) === 'ffd8ff' && hex(jpeg.subarray(-2)) === 'ffd9');
}
