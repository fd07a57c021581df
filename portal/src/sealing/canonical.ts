/**
 * The one form of JSON that may be signed (protocol.md §4). Owns writing and recognising it;
 * refuses to know what any object means.
 */
import { fromUtf8, isWellFormed, same, utf8 } from './encoding.ts';
import { SealingError } from './errors.ts';

export type Json = string | number | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

const SHORT: Record<string, string> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
};

const DEEPEST_NESTING = 16;

function refused(): SealingError {
  return new SealingError('statement-not-canonical', 'The text is not in canonical form.');
}

function escape(character: string): string {
  return SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function writeString(text: string): string {
  if (!isWellFormed(text)) throw refused();
  return `"${text.replace(/["\\\u0000-\u001f]/g, escape)}"`;
}

/** Order of code points, which is not JavaScript's order of UTF-16 units. */
function byCodePoint(a: string, b: string): number {
  const left = Array.from(a, (character) => character.codePointAt(0) ?? 0);
  const right = Array.from(b, (character) => character.codePointAt(0) ?? 0);
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function write(value: Json, depth: number): string {
  if (depth === 0) throw refused();
  if (typeof value === 'string') return writeString(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || value < 0 || Object.is(value, -0)) throw refused();
    return String(value);
  }
  if (isList(value)) return `[${value.map((member) => write(member, depth - 1)).join(',')}]`;
  if (typeof value !== 'object' || value === null) throw refused();
  const members = Object.entries(value).sort(([a], [b]) => byCodePoint(a, b));
  return `{${members.map(([key, member]) => `${writeString(key)}:${write(member, depth - 1)}`).join(',')}}`;
}

/** Canonical bytes of an object. Throws statement-not-canonical for what JSON here cannot say. */
export function canonical(value: JsonObject): Uint8Array {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refused();
  return utf8(write(value, DEEPEST_NESTING));
}

/**
 * The object that canonical bytes hold. Throws statement-not-canonical for every other form,
 * duplicate keys included: the parsed value is written again and the bytes are compared.
 */
export function parseCanonical(bytes: Uint8Array): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(fromUtf8(bytes));
  } catch {
    throw refused();
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refused();
  // `write` refuses every value that is not Json, so the assertion holds once it returns.
  const object = value as JsonObject;
  if (!same(canonical(object), bytes)) throw refused();
  return object;
}
