/** Reads the inputs of a vector. Owns nothing of the protocol. */
import { unb64 } from '../../src/sealing/encoding.ts';

export type Given = Readonly<Record<string, unknown>>;

export interface Described extends Given {
  readonly content_key: string;
  readonly plaintext: { readonly label: string; readonly length: number };
}

/** What the vectors of one file refer to by name. */
export interface Shared {
  readonly containers: Readonly<Record<string, Described>>;
  readonly scenes: Readonly<Record<string, Given>>;
}

export function text(given: Given, key: string): string {
  const value = given[key];
  if (typeof value !== 'string') throw new TypeError(`${key} is not text`);
  return value;
}

export function number(given: Given, key: string): number {
  const value = given[key];
  if (typeof value !== 'number') throw new TypeError(`${key} is not a number`);
  return value;
}

export function many(given: Given, key: string): Uint8Array[] {
  return (given[key] as readonly string[]).map((one) => unb64(one));
}

export function bytes(given: Given, key: string): Uint8Array {
  return unb64(text(given, key));
}
