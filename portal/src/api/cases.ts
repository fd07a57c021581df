/** Cases, the people in them, and inviting them. */
import type { GroundWire } from '../vault/messages.ts';
import { everyRow, get, post } from './http.ts';
import type { Case, Invitation, NewInvitation, StatementWire } from './types.ts';

export function cases(): Promise<Case[]> {
  return everyRow('/cases');
}

export function caseById(id: string): Promise<Case> {
  return get(`/cases/${id}`);
}

/** What the vault checks of a case before it seals anything for it. */
export function groundOf(found: Case): GroundWire {
  // All of it: who left and who stood in is in members that only the vault knows of.
  return found;
}

export function invite(invitation: NewInvitation): Promise<Invitation> {
  return post('/invitations', invitation);
}

export function invitations(state: Invitation['state']): Promise<Invitation[]> {
  return everyRow(`/invitations?state=${state}`);
}

export function certify(invitation: string, certificate: StatementWire, caseStatement: StatementWire): Promise<void> {
  return post(`/invitations/${invitation}/certificate`, {
    certificate,
    case_statement: caseStatement,
  });
}

/** Throws ApiProblem 409 where the case is not where this step begins, or something is in its way. */
export function takeStep(id: string, act: string): Promise<Case> {
  return post(`/cases/${id}/steps`, { act });
}

/** The next case statement, which asks for more than the one before. */
export function storeCaseStatement(id: string, caseStatement: StatementWire): Promise<void> {
  return post(`/cases/${id}/statements`, { case_statement: caseStatement });
}

/** A suspension or its lifting. Throws ApiProblem 403 with a `reason`, 409 where another came first. */
export function storeSuspension(id: string, suspension: StatementWire): Promise<void> {
  return post(`/cases/${id}/suspensions`, { suspension });
}
