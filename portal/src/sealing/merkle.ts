/**
 * The tree over a trail's statements (protocol.md §7.1): its root, and the place of one in it. The
 * shape is that of RFC 6962, section 2.1, over BLAKE2b-256. Refuses to know whose statements they are.
 */
import { EMPTY, concat, digest, same } from './encoding.ts';
import { SealingError } from './errors.ts';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

function leaf(statement: Uint8Array): Uint8Array {
  return digest(concat(LEAF, statement));
}

function node(left: Uint8Array, right: Uint8Array): Uint8Array {
  return digest(concat(NODE, left, right));
}

/** The largest power of two that is smaller than `size`, which is at least 2. */
function split(size: number): number {
  let left = 1;
  // Bits would be cut off at 32, and a size may have 53.
  while (left * 2 < size) left *= 2;
  return left;
}

/** The 32-byte root over statement digests in their order; `H` of nothing for none. */
export function merkleRoot(statements: readonly Uint8Array[]): Uint8Array {
  const [only] = statements;
  if (!only) return digest(EMPTY);
  if (statements.length === 1) return leaf(only);
  const left = split(statements.length);
  return node(merkleRoot(statements.slice(0, left)), merkleRoot(statements.slice(left)));
}

function notThere(): SealingError {
  return new SealingError('inclusion-invalid', 'A statement is not at its place in the tree.');
}

function climb(
  statement: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
): Uint8Array {
  const other = proof.at(-1);
  if (size === 1) {
    if (other) throw notThere();
    return leaf(statement);
  }
  if (!other) throw notThere();
  const left = split(size);
  const rest = proof.slice(0, -1);
  return index < left
    ? node(climb(statement, index, left, rest), other)
    : node(other, climb(statement, index - left, size - left, rest));
}

/** Where a statement is said to stand: at `index` of `size`, by `proof`, the deepest node first. */
export interface Place {
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Uint8Array[];
}

/**
 * Holds that `statement` stands at that place of the tree under `root`. Throws inclusion-invalid. A
 * proof has exactly one form: as many nodes as the place needs.
 */
export function checkInclusion(
  statement: Uint8Array,
  { index, size, proof }: Place,
  root: Uint8Array,
): void {
  if (index < 0 || index >= size) throw notThere();
  if (!same(climb(statement, index, size, proof), root)) throw notThere();
}
