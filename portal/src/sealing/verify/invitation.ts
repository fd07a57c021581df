/**
 * What the server adds to an invitation, held against the offer that the code proved. Owns the first
 * pins of a device; refuses anything the offer does not name.
 */
import { SealingError } from '../errors.ts';
import type { Offer } from '../enrolment.ts';
import type { Wire } from '../statements.ts';
import { openAs } from './holding.ts';
import { readerOn, verifyRoster, type Pins } from './roster.ts';

/** Roster, case statement and team as shown with an invitation; null for staff. */
export interface ShownInvitation {
  readonly roster: Wire;
  readonly caseStatement: Wire | null;
  readonly team: Wire | null;
}

/** The pins a new device starts with. Throws roster-…, case-invalid or team-invalid. */
export function firstPins(offer: Offer, shown: ShownInvitation): Pins {
  const pins: Pins = { root: offer.root, org: offer.org, roster: offer.roster, cases: [] };
  const roster = verifyRoster(shown.roster, pins);
  const seen = { ...pins, roster: roster.sequence };
  if (offer.case === '') return seen;
  if (!shown.caseStatement) throw new SealingError('case-invalid', 'The case was not shown.');
  if (!shown.team) throw new SealingError('team-invalid', 'The team was not shown.');
  const statement = openAs(shown.caseStatement, 'gobetween/case/1', 'case-invalid');
  const { body } = statement;
  if (
    statement.digest !== offer.case_statement ||
    body.case !== offer.case ||
    body.org !== offer.org ||
    !readerOn(roster, statement.signer)
  ) {
    throw new SealingError('case-invalid', 'The case is not the one of the invitation.');
  }
  const team = openAs(shown.team, 'gobetween/team/1', 'team-invalid');
  if (team.digest !== body.team || team.body.key !== offer.team_key) {
    throw new SealingError('team-invalid', 'The team is not the one of the invitation.');
  }
  const pin = { case: offer.case, sequence: body.sequence, digest: statement.digest };
  return { ...seen, cases: [pin] };
}
