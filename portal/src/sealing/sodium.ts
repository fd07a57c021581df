/**
 * The one place that touches libsodium. Owns loading it; refuses to choose algorithms (their callers
 * do). Functions of this folder may be called once `sealingReady` has resolved.
 */
import sodium from 'libsodium-wrappers-sumo';

export const sealingReady: Promise<void> = sodium.ready;

export { sodium };

/** `length` bytes from the system's random generator. */
export function randomBytes(length: number): Uint8Array {
  return sodium.randombytes_buf(length);
}

/** Overwrites secrets that are no longer needed, as far as a browser lets us. */
export function wipe(...secrets: readonly Uint8Array[]): void {
  for (const secret of secrets) secret.fill(0);
}

/** Whether libsodium's refusal of a ciphertext or a key, thrown as a plain Error, became null. */
export function orNull<T>(attempt: () => T): T | null {
  try {
    return attempt();
  } catch (cause) {
    if (cause instanceof Error) return null;
    throw cause;
  }
}
