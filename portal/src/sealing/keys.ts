/**
 * A person's keys, the vault that holds them, and the wrapping of the vault's key (protocol.md §5).
 * Owns these bytes; refuses to know where they are stored.
 */
import { parseCanonical, canonical } from './canonical.ts';
import { b32 as asB32, be32, concat, lp, unb64, type Id, type B32 } from './encoding.ts';
import { SealingError, refusingAs } from './errors.ts';
import { b32, id, integer, list, record, type Of } from './fields.ts';
import { pad, unpad } from './padding.ts';
import { boxPair, type BoxPair } from './sealed.ts';
import { parseWay } from './secrets.ts';
import { orNull, randomBytes, sodium, wipe } from './sodium.ts';

const NONCE = 24;
export const VAULT_VERSION = 1;

/** An Ed25519 seed and an X25519 pair, independent of one another. */
export interface PersonKeys {
  readonly seed: Uint8Array;
  readonly signPublic: B32;
  readonly box: BoxPair;
  readonly boxPublic: B32;
}

export function personKeys(seed: Uint8Array, boxPrivate: Uint8Array): PersonKeys {
  const signing = sodium.crypto_sign_seed_keypair(seed);
  const box = boxPair(boxPrivate);
  wipe(signing.privateKey);
  return {
    seed,
    signPublic: asB32(signing.publicKey),
    box,
    boxPublic: asB32(box.publicKey),
  };
}

export function newPersonKeys(): PersonKeys {
  return personKeys(randomBytes(32), randomBytes(32));
}

const vaultBody = record({
  box: b32,
  cases: list(record({ case: id, digest: b32, sequence: integer(1) })),
  org: id,
  person: id,
  root: b32,
  roster: integer(),
  sign: b32,
  version: integer(1),
});

/** What the vault says: private keys and pins. */
export type Vault = Of<typeof vaultBody>;

export function keysOf(vault: Vault): PersonKeys {
  return personKeys(unb64(vault.sign, 32), unb64(vault.box, 32));
}

function aead(key: Uint8Array, plaintext: Uint8Array, about: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE);
  return concat(
    nonce,
    sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, about, null, nonce, key),
  );
}

function openAead(key: Uint8Array, sealed: Uint8Array, about: Uint8Array): Uint8Array | null {
  const nonce = sealed.slice(0, NONCE);
  const rest = sealed.slice(NONCE);
  return orNull(() =>
    sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, rest, about, nonce, key),
  );
}

function vaultLabel(person: string, revision: number): Uint8Array {
  return concat(lp('gobetween/vault/1'), lp(person), be32(revision));
}

export function newVaultKey(): Uint8Array {
  return randomBytes(32);
}

/** Seals the vault; `revision` counts from 1 and grows by one at each rewriting. */
export function sealVault(vault: Vault, vaultKey: Uint8Array, revision: number): Uint8Array {
  const plain = pad(canonical(vaultBody(vault)));
  const sealed = aead(vaultKey, plain, vaultLabel(vault.person, revision));
  wipe(plain);
  return sealed;
}

/** Throws vault-unopenable, padding-invalid, vault-invalid or unknown-version. */
export function openVault(
  sealed: Uint8Array,
  vaultKey: Uint8Array,
  person: Id,
  revision: number,
): Vault {
  const label = refusingAs('vault-unopenable', 'No vault has this person or revision.', () =>
    vaultLabel(person, revision),
  );
  const plain = openAead(vaultKey, sealed, label);
  if (!plain) throw new SealingError('vault-unopenable', 'The vault does not open.');
  const written = unpad(plain);
  const vault = refusingAs('vault-invalid', 'The vault holds something else.', () =>
    vaultBody(parseCanonical(written)),
  );
  wipe(plain, written);
  if (vault.version !== VAULT_VERSION) {
    throw new SealingError('unknown-version', 'The vault is of a version nobody knows here.');
  }
  if (
    vault.person !== person ||
    new Set(vault.cases.map((pin) => pin.case)).size < vault.cases.length
  ) {
    throw new SealingError('vault-invalid', 'The vault is another’s, or names a case twice.');
  }
  return vault;
}

/** Throws key-mismatch unless the private keys give exactly these public keys. */
export function mustBeKeys(keys: PersonKeys, sign: string, box: string): void {
  if (keys.signPublic !== sign || keys.boxPublic !== box) {
    throw new SealingError('key-mismatch', 'The keys are not the keys that were certified.');
  }
}

function wrappedLabel(person: string, named: string, profileName: string): Uint8Array {
  const { kind, profile } = parseWay(named, profileName);
  return concat(lp('gobetween/wrapped/1'), lp(person), lp(kind), lp(profile));
}

/** The vault key under one way's wrap key (32 bytes): 72 bytes. */
export function wrap(
  vaultKey: Uint8Array,
  wrapKey: Uint8Array,
  person: string,
  kind: string,
  profile: string,
): Uint8Array {
  return aead(wrapKey, vaultKey, wrappedLabel(person, kind, profile));
}

/** Throws unknown-kind, unknown-profile, or wrapped-unopenable: another secret or person. */
export function unwrap(
  wrapped: Uint8Array,
  wrapKey: Uint8Array,
  person: string,
  kind: string,
  profile: string,
): Uint8Array {
  const vaultKey = openAead(wrapKey, wrapped, wrappedLabel(person, kind, profile));
  if (!vaultKey || vaultKey.length !== 32) {
    throw new SealingError('wrapped-unopenable', 'The secret does not open these keys.');
  }
  return vaultKey;
}

/**
 * The vault key split in two for a reload (portal.md): `stored` stays in the tab, `serverHalf`
 * (32 bytes) in the session. Neither opens anything alone.
 */
export function splitForResume(vaultKey: Uint8Array, person: string) {
  const serverHalf = randomBytes(32);
  const stored = aead(serverHalf, vaultKey, concat(lp('gobetween/tab/1'), lp(person)));
  return { stored, serverHalf };
}

/** Undoes `splitForResume`. Throws wrapped-unopenable. */
export function joinForResume(
  stored: Uint8Array,
  serverHalf: Uint8Array,
  person: string,
): Uint8Array {
  const vaultKey = openAead(serverHalf, stored, concat(lp('gobetween/tab/1'), lp(person)));
  if (!vaultKey || vaultKey.length !== 32) {
    throw new SealingError('wrapped-unopenable', 'The two halves do not belong together.');
  }
  return vaultKey;
}
