/** Disclosing a danger, and what was disclosed in a case. */
import { get, post } from './http.ts';
import type { StatementWire } from './types.ts';
import type { WrittenNote } from '../vault/messages-deciding.ts';

export interface NewDisclosure {
  readonly disclosure: StatementWire;
  readonly words: WrittenNote | null;
}

export function storeDisclosure(item: string, made: NewDisclosure): Promise<void> {
  return post(`/items/${item}/disclosure`, made);
}

/** For the case's team, in the order of their making. */
export async function disclosures(caseId: string): Promise<readonly StatementWire[]> {
  const answer = await get<{ disclosures: readonly StatementWire[] }>(`/cases/${caseId}/disclosures`);
  return answer.disclosures;
}
