/**
 * Short secrets sealed to one X25519 key (`crypto_box_seal`), in the exact layouts of protocol.md.
 * Owns comparing every field after opening; refuses to decide who should get what.
 */
import { be32, be64, concat, digest, fromUtf8, lp, readBe64, same, utf8 } from './encoding.ts';
import { SealingError, refusingAs, type Fault } from './errors.ts';
import { pad, unpad } from './padding.ts';
import { orNull, sodium, wipe } from './sodium.ts';

/** An X25519 pair; each half has 32 bytes. */
export interface BoxPair {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

export function boxPair(privateKey: Uint8Array): BoxPair {
  if (privateKey.length !== 32) throw new SealingError('bad-key', 'A box key has 32 bytes.');
  return { publicKey: sodium.crypto_scalarmult_base(privateKey), privateKey };
}

/** Seals to a public key. Throws bad-key for a key of low order, which would hide nothing. */
export function sealTo(publicKey: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const sealed = orNull(() => sodium.crypto_box_seal(plaintext, publicKey));
  if (!sealed) throw new SealingError('bad-key', 'Nothing can be sealed to this key.');
  return sealed;
}

/** Throws bad-key for public keys of low order or not on the curve, before they are certified. */
export function mustBeUsable(sign: Uint8Array, box: Uint8Array): void {
  sealTo(box, new Uint8Array(0));
  if (sign.length !== 32 || !sodium.crypto_core_ed25519_is_valid_point(sign)) {
    throw new SealingError('bad-key', 'A signing key cannot be used.');
  }
}

export function openSealed(pair: BoxPair, sealed: Uint8Array, code: Fault): Uint8Array {
  const opened = orNull(() => sodium.crypto_box_seal_open(sealed, pair.publicKey, pair.privateKey));
  if (!opened) throw new SealingError(code, 'This was not sealed to this key.');
  return opened;
}

/**
 * Opens, compares all that comes before the secret, and gives the secret, of `length` bytes where
 * that is fixed.
 */
function openExact(
  pair: BoxPair,
  sealed: Uint8Array,
  before: Uint8Array,
  length: number | null,
  codes: { readonly unopenable: Fault; readonly mismatch: Fault },
): Uint8Array {
  const opened = openSealed(pair, sealed, codes.unopenable);
  if (
    (length !== null && opened.length !== before.length + length) ||
    !same(opened.subarray(0, before.length), before)
  ) {
    throw new SealingError(codes.mismatch, 'This was sealed for something else.');
  }
  const secret = opened.slice(before.length);
  wipe(opened);
  return secret;
}

const SEALED = { unopenable: 'sealed-unopenable', mismatch: 'sealed-mismatch' } as const;
const GRANT = { unopenable: 'grant-unopenable', mismatch: 'grant-mismatch' } as const;

function grantHead(item: string, rendition: string, grantee: Uint8Array): Uint8Array {
  return concat(lp('gobetween/grant/1'), lp(item), lp(rendition), digest(grantee));
}

/** The 32-byte content key of one container, for the holder of `grantee` (X25519, 32 bytes). */
export function sealGrant(
  item: string,
  rendition: string,
  grantee: Uint8Array,
  contentKey: Uint8Array,
): Uint8Array {
  return sealTo(grantee, concat(grantHead(item, rendition, grantee), contentKey));
}

/** Throws grant-unopenable or grant-mismatch. */
export function openGrant(
  grant: Uint8Array,
  item: string,
  rendition: string,
  pair: BoxPair,
): Uint8Array {
  return openExact(pair, grant, grantHead(item, rendition, pair.publicKey), 32, GRANT);
}

/** What another process needs to go on with an upload. */
export interface Resume {
  readonly contentKey: Uint8Array;
  readonly plaintextDigest: Uint8Array;
  readonly length: number;
}

function resumeHead(item: string, rendition: string): Uint8Array {
  return concat(lp('gobetween/resume/1'), lp(item), lp(rendition));
}

export function sealResume(
  item: string,
  rendition: string,
  uploader: Uint8Array,
  { contentKey, plaintextDigest, length }: Resume,
): Uint8Array {
  const secret = concat(contentKey, plaintextDigest, be64(length));
  return sealTo(uploader, concat(resumeHead(item, rendition), secret));
}

/** Throws sealed-unopenable or sealed-mismatch. */
export function openResume(
  sealed: Uint8Array,
  item: string,
  rendition: string,
  pair: BoxPair,
): Resume {
  const secret = openExact(pair, sealed, resumeHead(item, rendition), 72, SEALED);
  const length = readBe64(secret.subarray(64));
  if (length === null) throw new SealingError('sealed-mismatch', 'The length is impossible.');
  return { contentKey: secret.slice(0, 32), plaintextDigest: secret.slice(32, 64), length };
}

function teamKeyHead(team: string, version: number, member: Uint8Array): Uint8Array {
  return concat(lp('gobetween/team-key/1'), lp(team), be32(version), digest(member));
}

/** A team's private key for one member. */
export function sealTeamKey(
  team: string,
  version: number,
  member: Uint8Array,
  teamPrivate: Uint8Array,
): Uint8Array {
  return sealTo(member, concat(teamKeyHead(team, version, member), teamPrivate));
}

export function openSealedTeamKey(
  sealed: Uint8Array,
  team: string,
  version: number,
  pair: BoxPair,
): Uint8Array {
  return openExact(pair, sealed, teamKeyHead(team, version, pair.publicKey), 32, SEALED);
}

/** The private key of the version before `version`, sealed to the version that follows it. */
export function openPreviousTeamKey(
  sealed: Uint8Array,
  team: string,
  version: number,
  pair: BoxPair,
): Uint8Array {
  const before = concat(lp('gobetween/team-previous/1'), lp(team), be32(version - 1));
  return openExact(pair, sealed, before, 32, SEALED);
}

/** Half of a case team's key, for the organisation's team that holds it in that capacity. */
export function openCoverHalf(
  sealed: Uint8Array,
  capacity: string,
  { team, version }: { readonly team: string; readonly version: number },
  pair: BoxPair,
): Uint8Array {
  const before = concat(lp('gobetween/cover-share/1'), lp(capacity), lp(team), be32(version));
  return openExact(pair, sealed, before, 32, SEALED);
}

/** What the inviting device keeps until the reply arrives (protocol.md §5.2). */
export interface InvitationSecret {
  readonly replyKey: Uint8Array;
  readonly offerDigest: Uint8Array;
}

function invitationHead(invitation: string): Uint8Array {
  return concat(lp('gobetween/invitation/1'), lp(invitation));
}

export function sealInvitationSecret(
  invitation: string,
  inviter: Uint8Array,
  { replyKey, offerDigest }: InvitationSecret,
): Uint8Array {
  return sealTo(inviter, concat(invitationHead(invitation), replyKey, offerDigest));
}

export function openInvitationSecret(
  sealed: Uint8Array,
  invitation: string,
  pair: BoxPair,
): InvitationSecret {
  const secret = openExact(pair, sealed, invitationHead(invitation), 64, SEALED);
  return { replyKey: secret.slice(0, 32), offerDigest: secret.slice(32) };
}

function cardHead(caseId: string): Uint8Array {
  return concat(lp('gobetween/card/1'), lp(caseId));
}

/** The case card (names and notes), padded and sealed to the team. */
export function sealCard(caseId: string, team: Uint8Array, text: string): Uint8Array {
  return sealTo(team, concat(cardHead(caseId), pad(utf8(text))));
}

/** Compare the digest of `sealed` with the case statement's `card` before. */
export function openCard(sealed: Uint8Array, caseId: string, team: BoxPair): string {
  const padded = openExact(team, sealed, cardHead(caseId), null, SEALED);
  const text = unpad(padded);
  return refusingAs('sealed-mismatch', 'The case card is not text.', () => fromUtf8(text));
}
