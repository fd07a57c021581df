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

/** server.json holds what a page never does: key files, login hashes, trails. */
export const NOT_FOR_A_PAGE: readonly string[] = ['server.json'];

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
