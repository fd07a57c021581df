/**
 * Ways into a vault: the vault key wrapped under what a person remembers or has on paper. Owns
 * making them, at enrolment and when they are replaced; refuses to store anything.
 */
import { b64, unb64 } from '../../sealing/encoding.ts';
import { wrap } from '../../sealing/keys.ts';
import {
  SALT,
  loginToken,
  newRecoveryCode,
  parseWay,
  stretch,
  wrapKey,
  type Profile,
  type WayKind,
} from '../../sealing/secrets.ts';
import { randomBytes, wipe } from '../../sealing/sodium.ts';
import type { Operations, WayIn } from '../messages.ts';
import { unlocked } from './session.ts';

interface Secret {
  readonly kind: WayKind;
  readonly profile: Profile;
  readonly words: string;
}

function newWay(person: string, vaultKey: Uint8Array, { kind, profile, words }: Secret): WayIn {
  const salt = randomBytes(SALT);
  const stretched = stretch(words, salt, profile);
  const way = {
    kind,
    profile,
    salt: b64(salt),
    wrapped: b64(wrap(vaultKey, wrapKey(stretched), person, kind, profile)),
    loginToken: b64(loginToken(stretched)),
  };
  wipe(stretched);
  return way;
}

export interface MadeWays {
  readonly ways: readonly WayIn[];
  readonly recoveryCode: string;
}

/** Both ways in for a passphrase, with a fresh recovery code that is shown once. */
export function waysFor(
  person: string,
  vaultKey: Uint8Array,
  passphrase: string,
  staff: boolean,
): MadeWays {
  const recoveryCode = newRecoveryCode();
  const ways = [
    newWay(person, vaultKey, {
      kind: 'passphrase',
      profile: staff ? 'staff-1' : 'participant-1',
      words: passphrase,
    }),
    newWay(person, vaultKey, { kind: 'recovery', profile: 'recovery-1', words: recoveryCode }),
  ];
  return { ways, recoveryCode };
}

/** New ways into the vault that is open here. They count once the server has stored them. */
export function newWays({ passphrase, staff }: Operations['newWays']['ask']): MadeWays {
  const { vaultKey, vault } = unlocked();
  return waysFor(vault.person, vaultKey, passphrase, staff);
}

/** What shows the server that a secret is known; the key derived beside it is not kept. */
export function proveSecret(
  ask: Operations['proveSecret']['ask'],
): Operations['proveSecret']['answer'] {
  const { profile } = parseWay(ask.kind, ask.profile);
  const stretched = stretch(ask.secret, unb64(ask.salt, SALT), profile);
  const token = b64(loginToken(stretched));
  wipe(stretched);
  return { loginToken: token };
}
