/**
 * The whole way, for each person who looks (protocol.md §6): author, reviewer, recipient. Owns the
 * order of the checks; each check is in the file of its subject.
 */
import type { Id } from '../encoding.ts';
import { SealingError } from '../errors.ts';
import type { Evidence, Ground } from '../evidence.ts';
import type { Opened } from '../statements.ts';
import { verifyAcceptance, verifyDecisions, type Approved } from './decisions.ts';
import {
  verifyCase,
  verifyOwnCertificate,
  type Me,
  type Pins,
  type StaffEntry,
  type VerifiedCase,
} from './ground.ts';
import {
  mustBeRecipient,
  verifyRendition,
  verifySubmitted,
  type Readable,
  type Submitted,
} from './item.ts';

/** Before writing: checks 1 to 3 and the own half of 4. */
export function verifyForAuthor(shown: Ground, pins: Pins, me: Me, caseId: Id): VerifiedCase {
  const ground = verifyCase(shown, pins, caseId, true);
  verifyOwnCertificate(ground, shown.certificates, me);
  return ground;
}

/** An author looks at their own item: checks 1 to 5, and that the author is oneself. */
export function verifyOwnItem(
  shown: Evidence,
  pins: Pins,
  me: Me,
  caseId: Id,
  item: Id,
): Submitted {
  const submitted = verifySubmitted(verifyForAuthor(shown, pins, me, caseId), shown, item);
  if (submitted.manifest.body.author !== me.person) {
    throw new SealingError('manifest-invalid', 'Someone else wrote this item.');
  }
  return submitted;
}

/** The roster's entry for a member of staff, with exactly their own keys, or own-key-replaced. */
export function verifyOwnEntry(ground: VerifiedCase, me: Me): StaffEntry {
  const mine = ground.roster.body.staff.find((entry) => entry.person === me.person);
  if (!mine || mine.sign !== me.signPublic || mine.box !== me.boxPublic) {
    throw new SealingError('own-key-replaced', 'The roster has other keys for this person.');
  }
  return mine;
}

/** A reader of the team: checks 1 to 6. */
export function verifyForReview(
  shown: Evidence,
  pins: Pins,
  me: Me,
  caseId: Id,
  item: Id,
): Readable {
  const ground = verifyCase(shown, pins, caseId, false);
  verifyOwnEntry(ground, me);
  return verifyRendition(verifySubmitted(ground, shown, item), shown);
}

/** A recipient who has not accepted yet: checks 1 to 8. */
export function verifyOffer(
  shown: Evidence,
  pins: Pins,
  me: Me,
  caseId: Id,
  item: Id,
  now: number,
): Approved {
  const ground = verifyForAuthor(shown, pins, me, caseId);
  const submitted = verifySubmitted(ground, shown, item);
  mustBeRecipient(submitted, me);
  return verifyDecisions(verifyRendition(submitted, shown), shown.decisions, me, now);
}

/** A recipient who is about to open: checks 1 to 9. */
export function verifyBeforeOpening(
  shown: Evidence,
  pins: Pins,
  me: Me,
  caseId: Id,
  item: Id,
  now: number,
): Approved & { readonly acceptance: Opened<'gobetween/acceptance/1'> } {
  const approved = verifyOffer(shown, pins, me, caseId, item, now);
  return { ...approved, acceptance: verifyAcceptance(approved, shown.acceptance, me, now) };
}
