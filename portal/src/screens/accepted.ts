/** What a recipient chose, as their acceptance says it: when, and how. */
import type { Medium, StatementWire } from '../api/types.ts';
import { bytesOf } from '../ui/bytes.ts';

/** Whole seconds since 1970, both ends included. */
export interface Window {
  readonly from: number;
  readonly until: number;
}

/**
 * What an acceptance says, to be shown only: the vault checks the signed statement before
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

/** What the facilitator hands over themselves, so that no device opens it. */
export function isHandedOver(medium: Medium | null): boolean {
  return medium === 'on-paper' || medium === 'with-facilitator';
}
