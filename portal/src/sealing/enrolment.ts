/**
 * Enrolment by code (protocol.md §5.2), both sides. Owns what the code's keys prove; refuses to make
 * certificates, and to believe anything the server adds to an offer.
 */
import { canonical, parseCanonical } from './canonical.ts';
import {
  b32 as asB32,
  concat,
  digest,
  digestText,
  kdf,
  keyed,
  lp,
  same,
  unb64,
  type Id,
} from './encoding.ts';
import { SealingError, refusingAs } from './errors.ts';
import { b32, id, integer, oneOf, orEmpty, record, time, type Of } from './fields.ts';
import { mustBeUsable } from './sealed.ts';
import { normaliseEnrolmentCode, stretchNormalised } from './secrets.ts';

const offerBody = record({
  case: orEmpty(id),
  case_statement: orEmpty(b32),
  expires: time,
  invitation: id,
  org: id,
  person: id,
  role: oneOf(
    'harmed',
    'responsible',
    'administrator',
    'facilitator',
    'supervisor',
    'liaison',
    'interpreter',
    'auditor',
  ),
  root: b32,
  roster: integer(),
  team_key: orEmpty(b32),
});

const replyBody = record({ box: b32, invitation: id, offer: b32, person: id, sign: b32 });

export type Offer = Of<typeof offerBody>;
export type Reply = Of<typeof replyBody>;

/** The keys that a code gives for one login; each has 32 bytes. */
export interface EnrolmentSecrets {
  /** For the server, which stores it hashed. */
  readonly token: Uint8Array;
  readonly offerKey: Uint8Array;
  readonly replyKey: Uint8Array;
}

/** Takes one to three seconds. Throws secret-invalid for an empty code. */
export function enrolmentSecrets(code: string, login: string): EnrolmentSecrets {
  const salt = digest(concat(lp('gobetween/enrol-salt/1'), lp(login))).slice(0, 16);
  const stretched = stretchNormalised(normaliseEnrolmentCode(code), salt, 'participant-1');
  return {
    token: kdf(stretched, 'gobetween/enrol-token/1'),
    offerKey: kdf(stretched, 'gobetween/enrol-offer/1'),
    replyKey: kdf(stretched, 'gobetween/enrol-reply/1'),
  };
}

export function writeOffer(offer: Offer): Uint8Array {
  return canonical(offerBody(offer));
}

export function offerMac(offerKey: Uint8Array, offer: Uint8Array): Uint8Array {
  return keyed(offerKey, concat(lp('gobetween/offer/1'), offer));
}

export function replyMac(replyKey: Uint8Array, reply: Uint8Array): Uint8Array {
  return keyed(replyKey, concat(lp('gobetween/reply/1'), reply));
}

/** What an offer says, whoever made it. Throws offer-invalid. */
export function readOffer(bytes: Uint8Array): Offer {
  return refusingAs('offer-invalid', 'The invitation is not written as one.', () =>
    offerBody(parseCanonical(bytes)),
  );
}

/** The invited side. Throws offer-mac, offer-invalid or offer-expired. */
export function checkOffer(
  bytes: Uint8Array,
  mac: Uint8Array,
  offerKey: Uint8Array,
  now: number,
): Offer {
  if (!same(offerMac(offerKey, bytes), mac)) {
    throw new SealingError('offer-mac', 'This invitation was not made with this code.');
  }
  const offer = readOffer(bytes);
  if (now > offer.expires) {
    throw new SealingError('offer-expired', 'The invitation has run out.');
  }
  return offer;
}

/**
 * The invited side's answer to an offer it checked: its new public keys (32 bytes each), bound to
 * the offer's bytes.
 */
export function makeReply(
  offerBytes: Uint8Array,
  keys: { readonly sign: Uint8Array; readonly box: Uint8Array },
): Uint8Array {
  const offer = readOffer(offerBytes);
  mustBeUsable(keys.sign, keys.box);
  return canonical(
    replyBody({
      box: asB32(keys.box),
      invitation: offer.invitation,
      offer: digestText(offerBytes),
      person: offer.person,
      sign: asB32(keys.sign),
    }),
  );
}

/** The inviting side, before it certifies. Throws reply-mac, reply-invalid, reply-mismatch, bad-key. */
export function checkReply(
  bytes: Uint8Array,
  mac: Uint8Array,
  sent: {
    readonly replyKey: Uint8Array;
    readonly offerDigest: Uint8Array;
    readonly invitation: Id;
    readonly person: Id;
  },
): Reply {
  if (!same(replyMac(sent.replyKey, bytes), mac)) {
    throw new SealingError('reply-mac', 'This answer was not made with the code.');
  }
  const reply = refusingAs('reply-invalid', 'The answer is not written as one.', () =>
    replyBody(parseCanonical(bytes)),
  );
  if (
    reply.offer !== asB32(sent.offerDigest) ||
    reply.invitation !== sent.invitation ||
    reply.person !== sent.person
  ) {
    throw new SealingError('reply-mismatch', 'This is the answer to another invitation.');
  }
  mustBeUsable(unb64(reply.sign), unb64(reply.box));
  return reply;
}
