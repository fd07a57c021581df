/** Performs one vector and says in words how it differed, or null. */
import { SealingError } from '../../src/sealing/errors.ts';
import type { Given, Shared } from './given.ts';
import { OPERATIONS } from './operations.ts';

export interface Vector {
  readonly name: string;
  readonly op: string;
  readonly input: Given;
  readonly ok: boolean;
  readonly output?: unknown;
  readonly code?: string;
}

export interface VectorFile extends Partial<Shared> {
  readonly about: string;
  readonly vectors: readonly Vector[];
}

/**
 * What a page never does: login hashes are the service's, key files and the root's printed shares
 * the command line's.
 */
const NOT_FOR_A_PAGE: ReadonlySet<string> = new Set([
  'key-file.open',
  'login-hash',
  'root.join',
  'unknown-login-salt',
]);

/** The vectors of a file that a page must agree with. */
export function forAPage({ vectors }: VectorFile): readonly Vector[] {
  return vectors.filter(({ op }) => !NOT_FOR_A_PAGE.has(op));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return members.map(([key, member]) => [key, inOrder(member)]);
}

function written(value: unknown): string {
  return JSON.stringify(inOrder(value));
}

export function difference(vector: Vector, file: VectorFile): string | null {
  const perform = OPERATIONS[vector.op];
  if (!perform) return `nobody performs ${vector.op}`;
  const shared: Shared = { containers: file.containers ?? {}, scenes: file.scenes ?? {} };
  try {
    const output = perform(vector.input, shared);
    if (!vector.ok) return `was accepted instead of ${vector.code}`;
    return written(output) === written(vector.output)
      ? null
      : `gave ${written(output)} instead of ${written(vector.output)}`;
  } catch (cause) {
    const found = cause instanceof SealingError ? cause.code : String(cause);
    if (vector.ok) return `was refused: ${found}`;
    return found === vector.code ? null : `was refused with ${found} instead of ${vector.code}`;
  }
}
