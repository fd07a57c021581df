/** The changes that a store in between makes to a container, as containers.json names them. */
import { concat, digest, unb64 } from '../../src/sealing/encoding.ts';

const DIGESTS_AT = 72;

export type Change =
  | { readonly do: 'flip-chunk'; readonly chunk: number; readonly byte: number }
  | { readonly do: 'swap-chunks'; readonly chunks: readonly [number, number] }
  | { readonly do: 'drop-chunk'; readonly chunk: number }
  | { readonly do: 'cut-chunk'; readonly chunk: number; readonly to: number }
  | { readonly do: 'grow-chunk'; readonly chunk: number; readonly by: number }
  | { readonly do: 'copy-chunk'; readonly chunk: number; readonly over: number }
  | { readonly do: 'append-chunk'; readonly copy: number }
  | { readonly do: 'rehash' }
  | { readonly do: 'set-table-byte'; readonly at: number; readonly to: number }
  | { readonly do: 'set-padded'; readonly bytes: string }
  | { readonly do: 'cut-table'; readonly by: number }
  | { readonly do: 'grow-table'; readonly by: number };

interface Stored {
  readonly table: Uint8Array;
  readonly chunks: Uint8Array[];
}

function at(chunks: readonly Uint8Array[], index: number): Uint8Array {
  const chunk = chunks[index];
  if (!chunk) throw new RangeError('No such chunk.');
  return chunk;
}

function apply({ table, chunks }: Stored, change: Change): Stored {
  const put = (index: number, chunk: Uint8Array) => ({ table, chunks: chunks.with(index, chunk) });
  switch (change.do) {
    case 'flip-chunk': {
      const flipped = at(chunks, change.chunk).slice();
      flipped[change.byte] = (flipped[change.byte] ?? 0) ^ 1;
      return put(change.chunk, flipped);
    }
    case 'swap-chunks': {
      const [one, other] = change.chunks;
      const swapped = chunks.with(one, at(chunks, other)).with(other, at(chunks, one));
      return { table, chunks: swapped };
    }
    case 'drop-chunk':
      return { table, chunks: chunks.toSpliced(change.chunk, 1) };
    case 'cut-chunk':
      return put(change.chunk, at(chunks, change.chunk).slice(0, change.to));
    case 'grow-chunk':
      return put(change.chunk, concat(at(chunks, change.chunk), new Uint8Array(change.by)));
    case 'copy-chunk':
      return put(change.over, at(chunks, change.chunk));
    case 'append-chunk':
      return { table, chunks: [...chunks, at(chunks, change.copy)] };
    case 'rehash':
      return { table: concat(table.slice(0, DIGESTS_AT), ...chunks.map(digest)), chunks };
    case 'set-table-byte': {
      const set = table.slice();
      set[change.at] = change.to;
      return { table: set, chunks };
    }
    case 'set-padded': {
      const set = table.slice();
      set.set(unb64(change.bytes), DIGESTS_AT - 8);
      return { table: set, chunks };
    }
    case 'cut-table':
      return { table: table.slice(0, -change.by), chunks };
    case 'grow-table':
      return { table: concat(table, new Uint8Array(change.by)), chunks };
  }
}

export function changed(table: Uint8Array, chunks: Uint8Array[], changes: readonly Change[]) {
  return changes.reduce(apply, { table, chunks } satisfies Stored);
}
