/** Where chunks lie in stored slices (protocol.md §2.5). Pure arithmetic; sealing is elsewhere. */
import { CHUNK, SEALED_CHUNK, chunkCount } from './table.ts';

const TAG = SEALED_CHUNK - CHUNK;

/** The slice that holds chunk `index`, and the byte at which the chunk starts in it. */
export function sliceOf(index: number, chunksPerSlice: number) {
  return {
    slice: Math.floor(index / chunksPerSlice),
    offset: (index % chunksPerSlice) * SEALED_CHUNK,
  };
}

export function sliceCount(chunks: number, chunksPerSlice: number): number {
  return Math.ceil(chunks / chunksPerSlice);
}

/** The chunks `from` (included) to `to` (excluded) that slice `slice` holds. */
export function sliceSpan(slice: number, chunks: number, chunksPerSlice: number) {
  return {
    from: slice * chunksPerSlice,
    to: Math.min((slice + 1) * chunksPerSlice, chunks),
  };
}

/** Bytes of slice `slice` of a container whose padded plaintext has `padded` bytes. */
export function sliceLength(slice: number, padded: number, chunksPerSlice: number): number {
  const chunks = chunkCount(padded);
  const { from, to } = sliceSpan(slice, chunks, chunksPerSlice);
  const plain = Math.min(to * CHUNK, padded) - from * CHUNK;
  return plain + (to - from) * TAG;
}
