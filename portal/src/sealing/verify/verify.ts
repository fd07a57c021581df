/**
 * The whole way, for each person who looks (protocol.md §6, where 6.2 says whose signature counts):
 * author, reviewer, recipient. Owns the order of the checks; each check is in the file of its
 * subject. Nothing here can skip one.
 */
import type { Id } from '../encoding.ts';
import type { Evidence, Ground } from '../evidence.ts';
import { verifyAcceptance, verifyDecisions, type Accepted, type Approved } from './decisions.ts';
import {
  verifyCase,
  verifyOwnCertificate,
  verifyOwnEntry,
  type Me,
  type VerifiedCase,
} from './ground.ts';
import { hold } from './holding.ts';
import {
  mustBeReceivedAlone,
  mustBeRecipient,
  verifyRendition,
  verifySubmitted,
  type Readable,
  type Submitted,
} from './item.ts';
import { verifyNotStopped } from './later.ts';
import type { Pins } from './roster.ts';

/** A participant's device, before it seals anything to the case's team: checks 1 to 4. */
export function verifyStanding(shown: Ground, pins: Pins, me: Me): VerifiedCase {
  const ground = verifyCase(shown, pins, true);
  verifyOwnCertificate(ground, me);
  return ground;
}

/** An author looks at their own item: checks 1 to 5, and that the author is oneself. */
export function verifyOwnItem(shown: Evidence, pins: Pins, me: Me, item: Id): Submitted {
  const submitted = verifySubmitted(verifyStanding(shown, pins, me), shown, item);
  hold(
    'manifest-invalid',
    'Someone else wrote this item.',
    submitted.manifest.body.author === me.person,
  );
  return submitted;
}

/** A reader of the team: checks 1 to 6. */
export function verifyForReview(shown: Evidence, pins: Pins, me: Me, item: Id): Readable {
  const ground = verifyCase(shown, pins, false);
  verifyOwnEntry(ground, me);
  return verifyRendition(verifySubmitted(ground, shown, item), shown);
}

/**
 * A recipient who has not accepted yet: checks 1 to 8. `now` in whole seconds. Captions are never
 * received by themselves.
 */
export function verifyOffer(shown: Evidence, pins: Pins, me: Me, item: Id, now: number): Approved {
  const approved = approvedFor(shown, pins, me, item, now);
  mustBeReceivedAlone(approved);
  return approved;
}

/** Checks 1 to 8 of whatever it is; whoever asks says how it may be received. */
export function approvedFor(shown: Evidence, pins: Pins, me: Me, item: Id, now: number): Approved {
  const submitted = verifySubmitted(verifyStanding(shown, pins, me), shown, item);
  mustBeRecipient(submitted, me);
  const approved = verifyDecisions(verifyRendition(submitted, shown), shown, me, now);
  verifyNotStopped(approved, shown, me);
  return approved;
}

/** A recipient who is about to open: checks 1 to 9. */
export function verifyBeforeOpening(
  shown: Evidence,
  pins: Pins,
  me: Me,
  item: Id,
  now: number,
): Accepted {
  const approved = verifyOffer(shown, pins, me, item, now);
  return { ...approved, acceptance: verifyAcceptance(approved, shown, me, now) };
}
