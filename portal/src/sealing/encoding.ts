/**
 * Bytes and text as protocol.md §1 writes them: lengths, base64url, digests, derived keys, ids.
 * Owns no meaning; every decoder refuses all but the one form.
 */
import { SealingError } from './errors.ts';
import { sodium } from './sodium.ts';

declare const brand: unique symbol;
/** base64url text that was checked; equal text means equal bytes. */
export type B64 = string & { readonly [brand]: 'b64' };
/** As B64, of exactly 32 bytes: a key or a digest. */
export type B32 = B64 & { readonly length32: true };
/** A lower-case UUID. */
export type Id = string & { readonly [brand]: 'id' };

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const EMPTY = new Uint8Array(0);

/** UTF-8. Throws bad-encoding for lone surrogates, which UTF-8 cannot carry. */
export function utf8(text: string): Uint8Array {
  if (!isWellFormed(text)) throw new SealingError('bad-encoding', 'The text is not valid Unicode.');
  return encoder.encode(text);
}

/** Text from UTF-8 bytes. Throws bad-encoding. */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    throw new SealingError('bad-encoding', 'The bytes are not valid UTF-8.');
  }
}

/** Whether every surrogate in `text` has its partner. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** 4 bytes, big-endian. Throws bad-encoding for a number that does not fit, and never wraps it. */
export function be32(value: number): Uint8Array {
  if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff) {
    throw new SealingError('bad-encoding', 'A number is out of range.');
  }
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** 8 bytes, big-endian, of an integer from 0 to 2^53 − 1. */
export function be64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

/** The integer of 8 big-endian bytes, or null above 2^53 − 1. */
export function readBe64(bytes: Uint8Array): number | null {
  const value = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0);
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(value);
}

/** Length-prefixed bytes; text is UTF-8 first. */
export function lp(value: Uint8Array | string): Uint8Array {
  const bytes = typeof value === 'string' ? utf8(value) : value;
  return concat(be32(bytes.length), bytes);
}

/** BLAKE2b, 32 bytes, no key. */
export function digest(bytes: Uint8Array): Uint8Array {
  return sodium.crypto_generichash(32, bytes, null);
}

/** BLAKE2b of `length` bytes (16 to 64) keyed with `key` (32 bytes). */
export function keyed(key: Uint8Array, bytes: Uint8Array, length = 32): Uint8Array {
  return sodium.crypto_generichash(length, bytes, key);
}

/** A 32-byte key for one labelled purpose. */
export function kdf(key: Uint8Array, label: string): Uint8Array {
  if (key.length !== 32) throw new SealingError('bad-key', 'A key to derive from has 32 bytes.');
  return keyed(key, lp(label));
}

/** Equality in time that depends on the lengths only. */
export function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && sodium.memcmp(a, b);
}

export function b64(bytes: Uint8Array): B64 {
  return sodium.to_base64(bytes, sodium.base64_variants.URLSAFE_NO_PADDING) as B64;
}

export function b32(bytes: Uint8Array): B32 {
  if (bytes.length !== 32) throw new SealingError('bad-encoding', 'Expected 32 bytes.');
  return b64(bytes) as B32;
}

/** `b32(digest(bytes))`: the form in which statements name things. */
export function digestText(bytes: Uint8Array): B32 {
  return b32(digest(bytes));
}

/**
 * Bytes of base64url without padding. Throws bad-encoding for padding, other characters, impossible
 * lengths, non-zero trailing bits, and, where `length` is given, any other number of bytes.
 */
export function unb64(text: string, length?: number): Uint8Array {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) {
    throw new SealingError('bad-encoding', 'The text is not base64url.');
  }
  const padding = '='.repeat((4 - (text.length % 4)) % 4);
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/') + padding);
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  if (b64(bytes) !== text) {
    throw new SealingError('bad-encoding', 'The text has bits left over.');
  }
  if (length !== undefined && bytes.length !== length) {
    throw new SealingError('bad-encoding', `Expected ${length} bytes.`);
  }
  return bytes;
}

export function parseB64(text: string): B64 {
  unb64(text);
  return text as B64;
}

export function parseB32(text: string): B32 {
  unb64(text, 32);
  return text as B32;
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Throws bad-encoding for anything but a UUID of 36 lower-case characters. */
export function parseId(text: string): Id {
  if (!ID.test(text)) throw new SealingError('bad-encoding', 'The text is not an id.');
  return text as Id;
}

export function newId(): Id {
  return crypto.randomUUID() as Id;
}
