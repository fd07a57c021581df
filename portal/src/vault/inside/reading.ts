/**
 * A file from its beginning to its end, in little memory. Owns the buffer it is read into, and its
 * digest; refuses to know what it is read for.
 */
import { sodium } from '../../sealing/sodium.ts';
import type { VaultNotice } from '../messages.ts';

const PIECE = 1024 * 1024;
const TOLD_EVERY = 4 * 1024 * 1024;

/** The bytes in order. A piece is good until the next one is asked for. */
export async function* piecesOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = byob(file);
  if (!reader) {
    for (let at = 0; at < file.size; at += PIECE) {
      yield new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
    }
    return;
  }
  let room = new Uint8Array(PIECE);
  for (;;) {
    const { done, value } = await reader.read(room);
    if (done || !value) return;
    yield value;
    room = new Uint8Array(value.buffer);
  }
}

/** A reader that fills one buffer again and again, or null in a browser that has none for files. */
function byob(file: Blob): ReadableStreamBYOBReader | null {
  try {
    return file.stream().getReader({ mode: 'byob' });
  } catch (cause) {
    if (cause instanceof TypeError) return null;
    throw cause;
  }
}

/** H of the whole file, 32 bytes. Tells how far it is. */
export async function digestOf(file: Blob, tell: (notice: VaultNotice) => void): Promise<Uint8Array> {
  const state = sodium.crypto_generichash_init(null, 32);
  let done = 0;
  let told = 0;
  for await (const piece of piecesOf(file)) {
    sodium.crypto_generichash_update(state, piece);
    done += piece.length;
    if (done - told < TOLD_EVERY && done < file.size) continue;
    told = done;
    tell({ notice: 'hashing', done, total: file.size });
  }
  return sodium.crypto_generichash_final(state, 32);
}
