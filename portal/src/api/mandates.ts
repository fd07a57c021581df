/** For whom a liaison's team may act, and what it is to hand over to them. */
import { get, post } from './http.ts';
import type { ActsFor, Delivery, Evidence } from './types.ts';

/** For whom one may act now. */
export async function mandates(): Promise<readonly ActsFor[]> {
  return (await get<{ mandates: readonly ActsFor[] }>('/mandates')).mandates;
}

/** What was entrusted to one's team and may still be handed over, the earliest window first. */
export async function deliveries(): Promise<readonly Delivery[]> {
  return (await get<{ deliveries: readonly Delivery[] }>('/deliveries')).deliveries;
}

/** The key of it, and what a vault judges it by. Throws ApiProblem 409 `blocked` while something is in its way. */
export function collect(item: string): Promise<Evidence> {
  return post(`/items/${item}/collecting`, undefined);
}
