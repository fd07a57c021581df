/**
 * The padding that hides how long a plaintext is (protocol.md §2.1). Owns lengths and zeros; refuses
 * to encrypt. The length in front is believed only once it explains every byte.
 */
import { be64, readBe64 } from './encoding.ts';
import { SealingError } from './errors.ts';

export const LENGTH_PREFIX = 8;

/** Padded length of `length` bytes of plaintext, its 8-byte length prefix included. */
export function paddedLength(length: number): number {
  const needed = LENGTH_PREFIX + length;
  const bits = needed.toString(2).length;
  const step = Math.max(4096, 2 ** (bits - 6));
  return Math.ceil(needed / step) * step;
}

/** True length of a plaintext, from the start of its padded form. Throws padding-invalid. */
export function trueLength(start: Uint8Array, padded: number): number {
  const length = start.length >= LENGTH_PREFIX ? readBe64(start) : null;
  if (length === null || paddedLength(length) !== padded) {
    throw new SealingError('padding-invalid', 'The content has another length than it says.');
  }
  return length;
}

/** Throws padding-invalid. */
export function mustBeZeros(padding: Uint8Array): void {
  if (padding.some((byte) => byte !== 0)) {
    throw new SealingError('padding-invalid', 'The padding is not empty.');
  }
}

/** `BE64(L) ‖ plaintext ‖ zeros`. */
export function pad(plaintext: Uint8Array): Uint8Array {
  const padded = new Uint8Array(paddedLength(plaintext.length));
  padded.set(be64(plaintext.length));
  padded.set(plaintext, LENGTH_PREFIX);
  return padded;
}

/** Undoes `pad`. Throws padding-invalid. */
export function unpad(padded: Uint8Array): Uint8Array {
  const end = LENGTH_PREFIX + trueLength(padded, padded.length);
  mustBeZeros(padded.subarray(end));
  return padded.slice(LENGTH_PREFIX, end);
}
