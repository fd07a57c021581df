/**
 * The words in which schemas are written: each field checks one JSON value and gives it a type.
 * Owns single values and their composition; refuses to know any statement.
 */
import type { Json, JsonObject } from './canonical.ts';
import { parseB32, parseB64, parseId, type B32, type B64, type Id } from './encoding.ts';
import { SealingError, refusingAs } from './errors.ts';

/** Throws SealingError for a value that is not a T. */
export type Field<T extends Json> = (value: Json | undefined) => T;

export type Of<F> = F extends Field<infer T> ? T : never;

function refused(): SealingError {
  return new SealingError('statement-schema', 'A field does not hold what its name promises.');
}

function asText(value: Json | undefined): string {
  if (typeof value !== 'string') throw refused();
  return value;
}

function decoded<T extends string>(parse: (text: string) => T): Field<T> {
  return (value) =>
    refusingAs('statement-schema', 'A field is not written as its kind asks.', () =>
      parse(asText(value)),
    );
}

export const id: Field<Id> = decoded(parseId);
export const b32: Field<B32> = decoded(parseB32);
export const b64: Field<B64> = decoded(parseB64);
export const text: Field<string> = asText;

/** An integer of at least `least`; canonical JSON has already bounded it above. */
export function integer(least = 0, most = Number.MAX_SAFE_INTEGER): Field<number> {
  return (value) => {
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw refused();
    if (value < least || value > most) throw refused();
    return value;
  };
}

/** What is also written in four bytes, under a label. */
export const version: Field<number> = integer(1, 2 ** 32 - 1);

/** Whole seconds since 1970. */
export const time: Field<number> = integer();

export function orEmpty<T extends string>(field: Field<T>): Field<T | ''> {
  return (value) => (value === '' ? '' : field(value));
}

export function oneOf<const T extends string | number>(...choices: readonly T[]): Field<T> {
  return (value) => {
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw refused();
    return found;
  };
}

export function matching(pattern: RegExp): Field<string> {
  return (value) => {
    if (!pattern.test(asText(value))) throw refused();
    return asText(value);
  };
}

/** A BCP 47 tag of 2 to 35 characters. */
export const language: Field<string> = matching(
  /^(?=.{2,35}$)[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/,
);

export function list<T extends Json>(
  field: Field<T>,
  bounds: { readonly least?: number; readonly most?: number } = {},
): Field<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) throw refused();
    const members: readonly Json[] = value;
    const { least = 0, most = Number.POSITIVE_INFINITY } = bounds;
    if (members.length < least || members.length > most) throw refused();
    return members.map((member) => field(member));
  };
}

type Shape = { readonly [key: string]: (value: Json | undefined) => Json };
type Built<S extends Shape> = { readonly [K in keyof S]: ReturnType<S[K]> };

/** An object with exactly these keys: a missing or an unknown one is an error. */
export function record<const S extends Shape>(shape: S): Field<Built<S> & JsonObject> {
  const keys = Object.keys(shape);
  return (value) => {
    if (typeof value !== 'object' || Array.isArray(value)) throw refused();
    const given = value as JsonObject;
    if (Object.keys(given).length !== keys.length) throw refused();
    const built: Record<string, Json> = {};
    for (const key of keys) {
      const field = shape[key];
      if (!field || !Object.hasOwn(given, key)) throw refused();
      built[key] = field(given[key]);
    }
    return built as Built<S> & JsonObject;
  };
}

/** As `field`, with a key more that stands only where it says something: its value is never empty. */
export function withOptional<T extends JsonObject, const K extends string, V extends Json>(
  field: Field<T>,
  key: K,
  inside: Field<V>,
): Field<T & { readonly [P in K]?: V }> {
  return (value) => {
    if (typeof value !== 'object' || Array.isArray(value)) throw refused();
    const given = value as JsonObject;
    if (!Object.hasOwn(given, key)) return field(given) as T & { readonly [P in K]?: V };
    const { [key]: said, ...rest } = given;
    return { ...field(rest), [key]: inside(said) } as T & { readonly [P in K]?: V };
  };
}

/** As `field`, and `holds` must be true across its members. */
export function checked<T extends Json>(field: Field<T>, holds: (body: T) => boolean): Field<T> {
  return (value) => {
    const body = field(value);
    if (!holds(body)) throw refused();
    return body;
  };
}

/** Of a chain counted by `number`, the first and only the first names nothing before it. */
export function firstOfChain<T extends JsonObject>(
  field: Field<T>,
  number: keyof T,
  ...earlier: readonly (keyof T)[]
): Field<T> {
  return checked(field, (body) =>
    earlier.every((link) => (body[number] === 1) === (body[link] === '')),
  );
}
