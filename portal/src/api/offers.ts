/** How somebody wants to hear, asking whether there is anything, refusing, and notes. */
import { get, post } from './http.ts';
import type { Asked, Item, StatementWire, StoredChoices } from './types.ts';

/** A participant's own; for the team everybody's. In the order of their making. */
export async function choices(caseId: string): Promise<readonly StatementWire[]> {
  const answer = await get<StoredChoices>(`/cases/${caseId}/choices`);
  return answer.choices;
}

/** With staff's `attestation` where it was made before them. Throws ApiProblem 409 where another was stored meanwhile. */
export function storeChoice(caseId: string, choice: StatementWire, attestation?: StatementWire): Promise<void> {
  return post(`/cases/${caseId}/choices`, { choice, attestation });
}

/** Whether anything waits; what rested until now is there afterwards. */
export function askForAnything(caseId: string): Promise<Asked> {
  return post(`/cases/${caseId}/asking`, {});
}

export function storeRefusal(item: string, refusal: StatementWire): Promise<Item> {
  return post(`/items/${item}/refusal`, { refusal });
}

/** Throws ApiProblem 409 where another word came first. */
export function storeKeeping(item: string, keeping: StatementWire): Promise<Item> {
  return post(`/items/${item}/keeping`, { keeping });
}

/** What this person refused is before them again. */
export function askFor(item: string): Promise<Item> {
  return post(`/items/${item}/asking`, {});
}

export function storeDelivery(item: string, delivery: StatementWire): Promise<void> {
  return post(`/items/${item}/deliveries`, { delivery });
}
