/** Consents, acknowledgements, pauses, the team's records, and what is in the way of an exchange. */
import { get, post } from './http.ts';
import type { Records, ReplyRights, Statements, StatementWire, Way } from './types.ts';

/** A participant's own; for the team everybody's. In the order of their making. */
export function statements(caseId: string): Promise<Statements> {
  return get(`/cases/${caseId}/consents`);
}

/** With staff's `attestation` where it was said before them. */
export function storeConsent(caseId: string, consent: StatementWire, attestation?: StatementWire): Promise<void> {
  return post(`/cases/${caseId}/consents`, { consent, attestation });
}

/** As `storeConsent`. */
export function storeAcknowledgement(caseId: string, acknowledgement: StatementWire, attestation?: StatementWire): Promise<void> {
  return post(`/cases/${caseId}/acknowledgements`, { acknowledgement, attestation });
}

/** The team's, in the order of their making. */
export async function records(caseId: string): Promise<readonly StatementWire[]> {
  return (await recordsShown(caseId)).records;
}

/** The same, with what they rest on, for a vault that has to believe them. */
export function recordsShown(caseId: string): Promise<Records> {
  return get(`/cases/${caseId}/records`);
}

/** Throws ApiProblem 409 where somebody else recorded something about the same meanwhile. */
export function storeRecord(caseId: string, record: StatementWire): Promise<void> {
  return post(`/cases/${caseId}/records`, { record });
}

/** A participant's own; for the team everybody's. In the order of their making. */
export async function pauses(caseId: string): Promise<readonly StatementWire[]> {
  const answer = await get<{ pauses: readonly StatementWire[] }>(`/cases/${caseId}/pauses`);
  return answer.pauses;
}

/** Throws ApiProblem 409 where another word of theirs came first. */
export function storePause(caseId: string, pause: StatementWire): Promise<void> {
  return post(`/cases/${caseId}/pauses`, { pause });
}

/** For the team: for each direction and medium, what stands in the way now. */
export async function readiness(caseId: string): Promise<readonly Way[]> {
  const { ways } = await get<{ ways: readonly Way[] }>(`/cases/${caseId}/readiness`);
  return ways;
}

/** For a participant: whose reply the plan has, and whether what they begin now would be taken. */
export function replyRights(caseId: string): Promise<ReplyRights> {
  return get(`/cases/${caseId}/reply-rights`);
}
