/** When a person wants to receive something: the choices offered, and what they chose. */
import type { Medium, StatementWire } from '../../api/types.ts';
import { bytesOf } from '../../ui/bytes.ts';

/** Whole seconds since 1970, both ends included. */
export interface Window {
  readonly from: number;
  readonly until: number;
}

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

/**
 * What one's own acceptance says, to be shown only: the vault checks the signed statement before
 * anything opens. Null where there is none that can be read.
 */
function accepted(acceptance: StatementWire | null): Record<string, unknown> | null {
  if (acceptance === null) return null;
  try {
    return JSON.parse(new TextDecoder().decode(bytesOf(acceptance.payload))) as Record<string, unknown>;
  } catch {
    return null;
  }
}

export function windowOf(acceptance: StatementWire | null): Window | null {
  const { from, until } = accepted(acceptance) ?? {};
  return typeof from === 'number' && typeof until === 'number' ? { from, until } : null;
}

const MEDIA: readonly Medium[] = ['read', 'listen', 'on-paper', 'with-facilitator'];

export function mediumOf(acceptance: StatementWire | null): Medium | null {
  const { medium } = accepted(acceptance) ?? {};
  return MEDIA.find((one) => one === medium) ?? null;
}
