/**
 * Ways into the vault: sign-in, recovery, enrolment by code, going on after a reload. Owns secrets
 * for as long as a way in takes; refuses to store anything.
 */
import { b32, b64, parseId, unb64 } from '../../sealing/encoding.ts';
import {
  checkOffer,
  enrolmentSecrets,
  makeReply,
  replyMac,
  type EnrolmentSecrets,
  type Offer,
} from '../../sealing/enrolment.ts';
import {
  VAULT_VERSION,
  joinForResume,
  keysOf,
  mustBeKeys,
  newPersonKeys,
  newVaultKey,
  openVault,
  sealVault,
  splitForResume,
  unwrap,
  wrap,
  type Vault,
} from '../../sealing/keys.ts';
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
import { parseWire, type Wire } from '../../sealing/statements.ts';
import { openAs } from '../../sealing/verify/holding.ts';
import { firstPins } from '../../sealing/verify/invitation.ts';
import { verifyRoster, type Pins } from '../../sealing/verify/roster.ts';
import type { InvitationWire, Operations, StoredVault, WayIn, Whoami } from '../messages.ts';
import { now } from './now.ts';
import { Refusal } from './refusal.ts';
import { keepUnlocked, unlocked } from './session.ts';

type Ask<K extends keyof Operations> = Operations[K]['ask'];
type Answer<K extends keyof Operations> = Operations[K]['answer'];

let prepared: {
  readonly key: Uint8Array;
  readonly kind: WayKind;
  readonly profile: Profile;
} | null = null;
let invited: EnrolmentSecrets | null = null;

export function forgetEntry(): void {
  if (prepared) wipe(prepared.key);
  if (invited) wipe(invited.token, invited.offerKey, invited.replyKey);
  prepared = null;
  invited = null;
}

export function prepareSignIn(ask: Ask<'prepareSignIn'>): Answer<'prepareSignIn'> {
  const { kind, profile } = parseWay(ask.kind, ask.profile);
  const stretched = stretch(ask.secret, unb64(ask.salt, SALT), profile);
  prepared = { key: wrapKey(stretched), kind, profile };
  const token = b64(loginToken(stretched));
  wipe(stretched);
  return { loginToken: token };
}

/** Throws key-mismatch when the papers name this person with keys that the vault does not hold. */
function mustAgreeWithPapers(vault: Vault, stored: StoredVault): void {
  const keys = keysOf(vault);
  if (stored.roster) {
    const pins: Pins = { root: vault.root, org: vault.org, roster: vault.roster, cases: [] };
    const roster = verifyRoster(parseWire(stored.roster), pins);
    const entry = roster.staff.find((one) => one.person === vault.person);
    if (entry) mustBeKeys(keys, entry.sign, entry.box);
  }
  const mine = (stored.certificates ?? [])
    .map((wire) => openAs(parseWire(wire), 'gobetween/certificate/1', 'certificate-invalid'))
    .filter(({ body }) => body.person === vault.person);
  // A superseded certificate may still be shown beside the one that replaced it.
  const replaced = new Set(mine.map(({ body }) => body.previous));
  for (const { body, digest } of mine) {
    if (!replaced.has(digest)) mustBeKeys(keys, body.sign, body.box);
  }
}

function enter(vaultKey: Uint8Array, stored: StoredVault): Whoami {
  const person = parseId(stored.person);
  const vault = openVault(unb64(stored.vault), vaultKey, person, stored.revision);
  mustAgreeWithPapers(vault, stored);
  return keepUnlocked(vaultKey, vault, stored.revision);
}

export function unlock(ask: Ask<'unlock'>): Whoami {
  if (!prepared) throw new Refusal('not-prepared', 'Nobody has typed a passphrase.');
  const { key, kind, profile } = prepared;
  const vaultKey = unwrap(unb64(ask.wrapped), key, parseId(ask.person), kind, profile);
  const who = enter(vaultKey, ask);
  forgetEntry();
  return who;
}

export function exportForResume(): Answer<'exportForResume'> {
  const { vaultKey, vault } = unlocked();
  const { stored, serverHalf } = splitForResume(vaultKey, vault.person);
  return { stored: b64(stored), serverHalf: b64(serverHalf) };
}

export function resume(ask: Ask<'resume'>): Whoami {
  const person = parseId(ask.person);
  return enter(joinForResume(unb64(ask.stored), unb64(ask.serverHalf, 32), person), ask);
}

export function enrolOpen({ login, code }: Ask<'enrolOpen'>): Answer<'enrolOpen'> {
  invited = enrolmentSecrets(code, login);
  return { token: b64(invited.token) };
}

interface CheckedInvitation {
  readonly secrets: EnrolmentSecrets;
  readonly offer: Offer;
  readonly bytes: Uint8Array;
  readonly pins: Pins;
}

function checkInvitation(shown: InvitationWire): CheckedInvitation {
  if (!invited) throw new Refusal('not-prepared', 'Nobody has typed a code.');
  const bytes = unb64(shown.offer);
  const offer = checkOffer(bytes, unb64(shown.mac, 32), invited.offerKey, now());
  const wireOrNull = (wire: Wire | null) => (wire ? parseWire(wire) : null);
  const pins = firstPins(offer, {
    roster: parseWire(shown.roster),
    caseStatement: wireOrNull(shown.case_statement),
    team: wireOrNull(shown.team),
  });
  return { secrets: invited, offer, bytes, pins };
}

export function enrolCheck(ask: Ask<'enrolCheck'>): Answer<'enrolCheck'> {
  const { offer } = checkInvitation(ask);
  const { person, org, case: caseId, role, expires } = offer;
  return { person, org, case: caseId, role, expires };
}

function newWay(
  person: string,
  vaultKey: Uint8Array,
  kind: WayKind,
  profile: Profile,
  secret: string,
): WayIn {
  const salt = randomBytes(SALT);
  const stretched = stretch(secret, salt, profile);
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

export function enrolAccept(ask: Ask<'enrolAccept'>): Answer<'enrolAccept'> {
  const { secrets, offer, bytes, pins } = checkInvitation(ask);
  const keys = newPersonKeys();
  const vaultKey = newVaultKey();
  const recoveryCode = newRecoveryCode();
  const { person } = offer;
  const profile = offer.case === '' ? 'staff-1' : 'participant-1';
  const ways = [
    newWay(person, vaultKey, 'passphrase', profile, ask.passphrase),
    newWay(person, vaultKey, 'recovery', 'recovery-1', recoveryCode),
  ];
  const vault: Vault = {
    box: b32(keys.box.privateKey),
    cases: pins.cases,
    org: offer.org,
    person,
    root: offer.root,
    roster: pins.roster,
    sign: b32(keys.seed),
    version: VAULT_VERSION,
  };
  const reply = makeReply(bytes, {
    sign: unb64(keys.signPublic),
    box: unb64(keys.boxPublic),
  });
  const mac = replyMac(secrets.replyKey, reply);
  const sealed = sealVault(vault, vaultKey, 1);
  const who = keepUnlocked(vaultKey, vault, 1);
  forgetEntry();
  return { ...who, reply: b64(reply), mac: b64(mac), ways, vault: b64(sealed), recoveryCode };
}
