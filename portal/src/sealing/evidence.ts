/**
 * What the server hands over about a case and an item, read into shape. Owns shape only: nothing in
 * here is trusted before `verify/` has looked at it. Unknown members are ignored, and what is absent
 * was not shown.
 */
import { parseB64, parseId } from './encoding.ts';
import { SealingError } from './errors.ts';
import { parseWire, type Wire } from './statements.ts';

export interface Ground {
  readonly roster: Wire | null;
  readonly team: Wire | null;
  readonly caseStatements: readonly Wire[];
  readonly certificates: readonly Wire[];
}

export interface ShownGrant {
  readonly rendition: string;
  readonly grant: string;
}

export interface Evidence extends Ground {
  readonly manifest: Wire | null;
  readonly rendition: Wire | null;
  readonly decisions: readonly Wire[];
  readonly acceptance: Wire | null;
  readonly grants: readonly ShownGrant[];
}

function refused(): SealingError {
  return new SealingError('bad-encoding', 'The evidence is not written as evidence.');
}

function members(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refused();
  return value as Record<string, unknown>;
}

function every<T>(value: unknown, read: (member: unknown) => T): readonly T[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) throw refused();
  const list: readonly unknown[] = value;
  return list.map(read);
}

function wireOrNull(value: unknown): Wire | null {
  return value === null || value === undefined ? null : parseWire(value);
}

/** Grants as the server writes them. Throws bad-encoding. */
export function parseGrants(value: unknown): readonly ShownGrant[] {
  return every(value, (member) => {
    const { rendition, grant } = members(member);
    if (typeof rendition !== 'string' || typeof grant !== 'string') throw refused();
    return { rendition: parseId(rendition), grant: parseB64(grant) };
  });
}

/** Throws bad-encoding. */
export function parseGround(value: unknown): Ground {
  const given = members(value);
  return {
    roster: wireOrNull(given['roster']),
    team: wireOrNull(given['team']),
    caseStatements: every(given['case_statements'], parseWire),
    certificates: every(given['certificates'], parseWire),
  };
}

/** Throws bad-encoding. */
export function parseEvidence(value: unknown): Evidence {
  const given = members(value);
  return {
    ...parseGround(value),
    manifest: wireOrNull(given['manifest']),
    rendition: wireOrNull(given['rendition']),
    decisions: every(given['decisions'], parseWire),
    acceptance: wireOrNull(given['acceptance']),
    grants: parseGrants(given['grants']),
  };
}
