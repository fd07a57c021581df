/**
 * Opened content: opens chunks of what is stored, gives plaintext inside the worker. Owns which chunks
 * are asked for; refuses to give a byte whose chunk was not in the signed table.
 */
import { fromUtf8, concat } from '../../sealing/encoding.ts';
import { withoutPadding, chunkLength, type ContainerOpener } from '../../sealing/container.ts';
import { LENGTH_PREFIX, trueLength } from '../../sealing/padding.ts';
import { sliceOf } from '../../sealing/slices.ts';
import { CHUNK, SEALED_CHUNK } from '../../sealing/table.ts';
import { wipe } from '../../sealing/sodium.ts';
import { Refusal } from './refusal.ts';
import type { Stored } from './stored.ts';

/** About 4 MiB of opened chunks: what a player asks for again when it seeks a little. */
const KEPT_CHUNKS = 16;
const LARGEST_LETTER = 4 * 1024 * 1024;

export class Content {
  /** True length in bytes. */
  readonly length: number;
  readonly #opener: ContainerOpener;
  readonly #stored: Stored;
  readonly #chunksPerSlice: number;
  readonly #kept: Map<number, Uint8Array>;
  /** Chunks of which something was given out. */
  readonly #given = new Set<number>();
  readonly contentKey: Uint8Array;

  private constructor(
    opener: ContainerOpener,
    stored: Stored,
    chunksPerSlice: number,
    contentKey: Uint8Array,
    first: Uint8Array,
  ) {
    this.#opener = opener;
    this.#stored = stored;
    this.#chunksPerSlice = chunksPerSlice;
    this.contentKey = contentKey;
    this.length = trueLength(first, opener.table.padded);
    this.#kept = new Map([[0, withoutPadding(first, 0, this.length)]]);
  }

  /** Fetches and opens the first chunk, which says how long the content is. */
  static async open(
    opener: ContainerOpener,
    stored: Stored,
    chunksPerSlice: number,
    contentKey: Uint8Array,
  ): Promise<Content> {
    const [sealed] = await fetchChunks(opener, stored, chunksPerSlice, 0, 1);
    const first = opener.openChunk(0, sealed ?? new Uint8Array(0));
    return new Content(opener, stored, chunksPerSlice, contentKey, first);
  }

  /** Plaintext from `offset`, at most `length` bytes; fewer only at the end. */
  read(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.#read(offset, length, true);
  }

  /** The same, of what nobody plays or reads: it counts as given to nobody. */
  glance(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.#read(offset, length, false);
  }

  async #read(offset: number, length: number, counts: boolean): Promise<Uint8Array<ArrayBuffer>> {
    const start = Math.min(offset, this.length);
    const stop = Math.min(offset + length, this.length);
    if (stop <= start) return new Uint8Array(0);
    const first = Math.floor((start + LENGTH_PREFIX) / CHUNK);
    const last = Math.floor((stop - 1 + LENGTH_PREFIX) / CHUNK);
    const parts = await this.#chunks(first, last + 1);
    if (counts) parts.forEach((_, step) => this.#given.add(first + step));
    const before = Math.max(0, first * CHUNK - LENGTH_PREFIX);
    return concat(...parts).slice(start - before, stop - before);
  }

  /** Whether something was read of every chunk that holds any of it. */
  get givenWhole(): boolean {
    return this.#given.size === Math.ceil((this.length + LENGTH_PREFIX) / CHUNK);
  }

  /** The whole of a letter, with every chunk and every padding byte checked. */
  async text(): Promise<string> {
    if (this.length > LARGEST_LETTER)
      throw new Refusal('not-opened', 'This is too long for a letter.');
    return fromUtf8(concat(...(await this.#chunks(0, this.#opener.table.digests.length))));
  }

  forget(): void {
    this.#opener.forget();
    wipe(this.contentKey, ...this.#kept.values());
    this.#kept.clear();
  }

  /** Plaintext of the chunks `from` (included) to `to` (excluded). */
  async #chunks(from: number, to: number): Promise<readonly Uint8Array[]> {
    const opened: Uint8Array[] = [];
    let index = from;
    while (index < to) {
      const kept = this.#kept.get(index);
      if (kept) {
        opened.push(kept);
        index += 1;
        continue;
      }
      const gap = this.#gap(index, to);
      const sealed = await fetchChunks(
        this.#opener,
        this.#stored,
        this.#chunksPerSlice,
        index,
        gap,
      );
      sealed.forEach((chunk, step) => {
        opened.push(this.#keep(index + step, chunk));
      });
      index = gap;
    }
    return opened;
  }

  /** Where the run of chunks that are not kept, and lie in one slice, ends. */
  #gap(from: number, to: number): number {
    const { slice } = sliceOf(from, this.#chunksPerSlice);
    let end = from + 1;
    while (end < to && !this.#kept.has(end) && sliceOf(end, this.#chunksPerSlice).slice === slice) {
      end += 1;
    }
    return end;
  }

  #keep(index: number, sealed: Uint8Array): Uint8Array {
    const plain = withoutPadding(this.#opener.openChunk(index, sealed), index, this.length);
    this.#kept.set(index, plain);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT_CHUNKS) break;
      this.#kept.delete(oldest);
    }
    return plain;
  }
}

/** Sealed chunks `from` to `to` (excluded) of one slice, by one request. */
async function fetchChunks(
  opener: ContainerOpener,
  stored: Stored,
  chunksPerSlice: number,
  from: number,
  to: number,
): Promise<readonly Uint8Array[]> {
  const { slice, offset } = sliceOf(from, chunksPerSlice);
  const lengths = Array.from(
    { length: to - from },
    (_, step) => chunkLength(opener.table.padded, from + step) + SEALED_CHUNK - CHUNK,
  );
  const total = lengths.reduce((sum, one) => sum + one, 0);
  const bytes = await stored.part(slice, offset, total);
  let at = 0;
  return lengths.map((length) => {
    at += length;
    return bytes.slice(at - length, at);
  });
}
