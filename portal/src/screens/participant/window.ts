/** When a person wants to receive something: the choices offered. */
import type { Window } from '../accepted.ts';

export type PartOfDay = 'any' | 'morning' | 'afternoon' | 'evening';

const HOURS: Record<PartOfDay, readonly [number, number]> = {
  any: [6, 24],
  morning: [6, 12],
  afternoon: [12, 18],
  evening: [18, 24],
};
const WEEK = 7 * 24 * 60 * 60;

export function fromNow(): Window {
  const now = Math.floor(Date.now() / 1000);
  return { from: now, until: now + WEEK };
}

/** Midnight of today and the days after it, in seconds. */
export function daysAhead(many: number): number[] {
  return Array.from({ length: many }, (_, ahead) => {
    const midnight = new Date();
    midnight.setHours(0, 0, 0, 0);
    midnight.setDate(midnight.getDate() + ahead);
    return midnight.getTime() / 1000;
  });
}

/** These hours of that day, or null when they are over already. */
export function windowOn(midnight: number, part: PartOfDay): Window | null {
  const at = (hour: number): number => {
    const time = new Date(midnight * 1000);
    time.setHours(hour, 0, 0, 0);
    return time.getTime() / 1000;
  };
  const [first, last] = HOURS[part];
  const now = Math.floor(Date.now() / 1000);
  const until = at(last) - 1;
  return until <= now ? null : { from: Math.max(now, at(first)), until };
}
