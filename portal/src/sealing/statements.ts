/**
 * Signed statements: the exact bytes, their digest, their signature (protocol.md §4). Owns that a
 * statement says what its type promises and was signed by the key it names; refuses to say whose
 * key that is, which is for `verify/`.
 */
import { canonical, parseCanonical, type JsonObject } from './canonical.ts';
import { b32, b64, concat, digestText, lp, unb64, utf8, type B32 } from './encoding.ts';
import { SealingError } from './errors.ts';
import { SCHEMAS, type Body, type StatementType } from './schemas.ts';
import { orNull, sodium } from './sodium.ts';

/** A statement as it travels; `payload` is stored and passed on byte for byte. */
export interface Wire {
  readonly type: string;
  readonly payload: string;
  readonly key: string;
  readonly signature: string;
}

/** A statement whose form and signature were checked. */
export interface Opened<T extends StatementType> {
  readonly type: T;
  readonly body: Body<T>;
  /** `H(PAE(type, payload))`, the name by which other statements call it. */
  readonly digest: B32;
  /** The key it was signed with: who owns that key is not known here. */
  readonly signer: B32;
  readonly wire: Wire;
}

/** A checked statement of any type, whose body follows from its type. */
export type AnyOpened = { [T in StatementType]: Opened<T> }[StatementType];

/** The bytes that are signed. */
export function preAuthentication(type: string, payload: Uint8Array): Uint8Array {
  const name = utf8(type);
  return concat(utf8(`DSSEv1 ${name.length} `), name, utf8(` ${payload.length} `), payload);
}

/** The digest by which other statements name this one, whether or not it is genuine. */
export function nameOf({ type, payload }: Wire): B32 {
  return digestText(preAuthentication(type, unb64(payload)));
}

/**
 * The voice of a statement: what was said, and under whose key. A trail names statements by it, for
 * the digest alone would let somebody who has left sign today what another signed in time.
 */
export function voiceOf({ digest, signer }: Pick<Opened<StatementType>, 'digest' | 'signer'>): B32 {
  return digestText(concat(lp('gobetween/voice/1'), unb64(digest, 32), unb64(signer, 32)));
}

/** The voice of a statement as it travels, whether or not it is genuine. */
export function voiceIn(wire: Wire): B32 {
  return voiceOf({ digest: nameOf(wire), signer: b32(unb64(wire.key, 32)) });
}

/** Signs a body with a 32-byte Ed25519 seed. Throws if the body is not one of its type. */
export function sign<T extends StatementType>(type: T, body: Body<T>, seed: Uint8Array): Opened<T> {
  const checked = checkedBody(type, body);
  const payload = canonical(checked);
  const pair = sodium.crypto_sign_seed_keypair(seed);
  const message = preAuthentication(type, payload);
  const signature = sodium.crypto_sign_detached(message, pair.privateKey);
  pair.privateKey.fill(0);
  const wire = {
    type,
    payload: b64(payload),
    key: b64(pair.publicKey),
    signature: b64(signature),
  };
  return { type, body: checked, digest: digestText(message), signer: b32(pair.publicKey), wire };
}

function checkedBody<T extends StatementType>(type: T, body: JsonObject): Body<T> {
  return SCHEMAS[type](body) as Body<T>;
}

/** Reads the four members of a statement from parsed JSON. Throws bad-encoding. */
export function parseWire(value: unknown): Wire {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SealingError('bad-encoding', 'A statement is an object.');
  }
  const members = value as Record<string, unknown>;
  const { type, payload, key, signature } = members;
  if (
    Object.keys(members).length !== 4 ||
    typeof type !== 'string' ||
    !/^[\x00-\x7f]*$/.test(type) ||
    typeof payload !== 'string' ||
    typeof key !== 'string' ||
    typeof signature !== 'string'
  ) {
    throw new SealingError('bad-encoding', 'A statement has a type, payload, key and signature.');
  }
  unb64(payload);
  unb64(key, 32);
  unb64(signature, 64);
  return { type, payload, key, signature };
}

/**
 * Checks form, type and signature. In this order, throws bad-encoding,
 * statement-type, statement-signature, statement-not-canonical, statement-schema.
 */
export function openStatement<T extends StatementType>(wire: Wire, type: T): Opened<T> {
  const { type: named, payload, key, signature } = parseWire(wire);
  if (named !== type) {
    throw new SealingError('statement-type', 'A statement of another type was expected.');
  }
  const bytes = unb64(payload);
  const signer = unb64(key, 32);
  const message = preAuthentication(type, bytes);
  const proof = unb64(signature, 64);
  const genuine = orNull(() => sodium.crypto_sign_verify_detached(proof, message, signer)) ?? false;
  if (!genuine) throw new SealingError('statement-signature', 'The signature does not fit.');
  const body = checkedBody(type, parseCanonical(bytes));
  return {
    type,
    body,
    digest: digestText(message),
    signer: b32(signer),
    wire: { type: named, payload, key, signature },
  };
}

/**
 * Checks a statement as the type that it claims to be. Throws statement-type for one that is not
 * known, and what `openStatement` throws.
 */
export function openAny(wire: Wire): AnyOpened {
  if (!Object.hasOwn(SCHEMAS, wire.type)) {
    throw new SealingError('statement-type', 'No such type of statement is known.');
  }
  return openStatement(wire, wire.type as StatementType) as AnyOpened;
}
