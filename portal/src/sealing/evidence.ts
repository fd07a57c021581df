/**
 * What the server hands over about a case and an item, read into shape. Owns shape only: nothing in
 * here is trusted before `verify/` has looked at it. Unknown members are ignored, and what is absent
 * was not shown.
 */
import { parseB32, parseB64, parseId, type B32 } from './encoding.ts';
import { SealingError } from './errors.ts';
import { parseWire, type Wire } from './statements.ts';

/** Where a statement is said to stand among those that a head countersigns. */
export interface Inclusion {
  readonly statement: B32;
  readonly index: number;
  readonly proof: readonly B32[];
}

/** A head, and the places of the statements that it is shown for. */
export interface ShownHead {
  readonly head: Wire;
  readonly inclusions: readonly Inclusion[];
}

export interface Ground {
  readonly roster: Wire | null;
  readonly team: Wire | null;
  readonly caseStatements: readonly Wire[];
  readonly certificates: readonly Wire[];
  /** Earlier rosters, needed for those who have left. */
  readonly rosters: readonly Wire[];
  /** The earlier versions of the case's team, and teams of the organisation. */
  readonly teams: readonly Wire[];
  readonly heads: readonly ShownHead[];
  readonly covers: readonly Wire[];
  readonly stepIns: readonly Wire[];
  readonly reEnrolments: readonly Wire[];
  readonly mandates: readonly Wire[];
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
  readonly opening: Wire | null;
  readonly grants: readonly ShownGrant[];
  readonly regrants: readonly Wire[];
  readonly agreements: readonly Wire[];
  readonly attestations: readonly Wire[];
  readonly recalls: readonly Wire[];
  readonly suspensions: readonly Wire[];
  readonly keepings: readonly Wire[];
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

function parseDigest(value: unknown): B32 {
  if (typeof value !== 'string') throw refused();
  return parseB32(value);
}

function parseInclusion(value: unknown): Inclusion {
  const { statement, index, proof } = members(value);
  if (typeof index !== 'number' || !Number.isSafeInteger(index) || index < 0) throw refused();
  return { statement: parseDigest(statement), index, proof: every(proof, parseDigest) };
}

function parseHead(value: unknown): ShownHead {
  const { head, inclusions } = members(value);
  return { head: parseWire(head), inclusions: every(inclusions, parseInclusion) };
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
    rosters: every(given['rosters'], parseWire),
    teams: every(given['teams'], parseWire),
    heads: every(given['heads'], parseHead),
    covers: every(given['covers'], parseWire),
    stepIns: every(given['step_ins'], parseWire),
    reEnrolments: every(given['re_enrolments'], parseWire),
    mandates: every(given['mandates'], parseWire),
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
    opening: wireOrNull(given['opening']),
    grants: parseGrants(given['grants']),
    regrants: every(given['regrants'], parseWire),
    agreements: every(given['agreements'], parseWire),
    attestations: every(given['attestations'], parseWire),
    recalls: every(given['recalls'], parseWire),
    suspensions: every(given['suspensions'], parseWire),
    keepings: every(given['keepings'], parseWire),
  };
}
