/** For whom a liaison's team may act. */
import { get } from './http.ts';
import type { ActsFor } from './types.ts';

/** For whom one may act now. */
export async function mandates(): Promise<readonly ActsFor[]> {
  return (await get<{ mandates: readonly ActsFor[] }>('/mandates')).mandates;
}
