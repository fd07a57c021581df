/**
 * A file from its beginning to its end, in little memory. Owns the buffer it is read into; refuses to
 * know what it is read for.
 */

const PIECE = 1024 * 1024;

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
