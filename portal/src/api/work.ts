/** What waits for whoever is signed in, over all of their cases. */
import { get } from './http.ts';
import type { Work } from './types.ts';

/** Soonest first. For readers alone. */
export function work(): Promise<Work> {
  return get('/work');
}
