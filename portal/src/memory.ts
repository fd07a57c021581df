/**
 * Giving a large buffer back the moment nobody needs it. A worker's own heap is so small that its
 * garbage is seldom looked through, and the mebibytes that hang on it would pile up meanwhile.
 */

interface Transferable {
  transfer?(length: number): ArrayBuffer;
}

/** Detaches `buffer`, which holds nothing afterwards. An older browser's collector does it later. */
export function release(buffer: ArrayBufferLike): void {
  (buffer as Transferable).transfer?.(0);
}
