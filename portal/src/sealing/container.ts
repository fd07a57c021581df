/**
 * One sealed plaintext (protocol.md §2): header, padding and chunks. Owns sealing and opening single
 * chunks under one content key; refuses to fetch, store or slice them.
 */
import { be64, concat, digest, EMPTY, fromUtf8, keyed, lp, same } from './encoding.ts';
import { SealingError } from './errors.ts';
import { orNull, randomBytes, sodium, wipe } from './sodium.ts';
import { CHUNK, DigestTable, FIRST_BYTES, SALT, SEALED_CHUNK, chunkCount } from './table.ts';
import { LENGTH_PREFIX, mustBeZeros, paddedLength, trueLength } from './padding.ts';

/** Which plaintext a container belongs to. */
export interface Context {
  readonly case: string;
  readonly item: string;
  readonly rendition: string;
}

/** Bytes of padded plaintext in chunk `index`. */
export function chunkLength(padded: number, index: number): number {
  return Math.min(CHUNK, padded - index * CHUNK);
}

export function newContentKey(): Uint8Array {
  return randomBytes(32);
}

/** The 24-byte salt of a file that exists whole: the same file and key give the same bytes. */
export function resumableSalt(
  contentKey: Uint8Array,
  plaintextDigest: Uint8Array,
  length: number,
): Uint8Array {
  return keyed(contentKey, concat(lp('gobetween/salt/1'), plaintextDigest, be64(length)), SALT);
}

function derive(contentKey: Uint8Array, start: Uint8Array, context: Context) {
  const both = keyed(
    contentKey,
    concat(
      lp('gobetween/container/1'),
      start,
      lp(context.case),
      lp(context.item),
      lp(context.rendition),
    ),
    64,
  );
  return { payloadKey: both.slice(0, 32), commitment: both.slice(32) };
}

function nonce(index: number, chunks: number): Uint8Array {
  return concat(new Uint8Array(15), be64(index), new Uint8Array([index === chunks - 1 ? 1 : 0]));
}

function changed(): SealingError {
  return new SealingError('plaintext-changed', 'The file changed while it was sealed.');
}

/** Seals the chunks of one plaintext, in any order, each alone. */
export class ContainerSealer {
  readonly header: Uint8Array;
  readonly padded: number;
  readonly chunks: number;
  readonly length: number;
  readonly #payloadKey: Uint8Array;
  readonly #digests: (Uint8Array | undefined)[];
  /** Where each chunk's plaintext stands while it is sealed; zeros otherwise. */
  readonly #block: Uint8Array;

  /** `salt` is 24 bytes: `resumableSalt` for a file that exists whole, random otherwise. */
  constructor(contentKey: Uint8Array, context: Context, length: number, salt: Uint8Array) {
    const start = concat(FIRST_BYTES, salt);
    const { payloadKey, commitment } = derive(contentKey, start, context);
    this.#payloadKey = payloadKey;
    this.header = concat(start, commitment);
    this.length = length;
    this.padded = paddedLength(length);
    this.chunks = chunkCount(this.padded);
    this.#digests = new Array<Uint8Array | undefined>(this.chunks);
    this.#block = new Uint8Array(chunkLength(this.padded, 0));
  }

  /** The part of the plaintext, as offsets, that chunk `index` carries. */
  plaintextSpan(index: number): { readonly from: number; readonly to: number } {
    const start = index * CHUNK - LENGTH_PREFIX;
    const end = start + chunkLength(this.padded, index);
    return {
      from: Math.min(Math.max(0, start), this.length),
      to: Math.min(Math.max(0, end), this.length),
    };
  }

  /**
   * Seals chunk `index`; `plaintext` is exactly its `plaintextSpan`. Throws plaintext-changed when
   * it is not, or when the chunk was sealed before and came out otherwise.
   */
  sealChunk(index: number, plaintext: Uint8Array): Uint8Array {
    const span = this.plaintextSpan(index);
    if (plaintext.length !== span.to - span.from) throw changed();
    const sealed = this.#encrypt(index, plaintext);
    const found = digest(sealed);
    const before = this.#digests[index];
    if (before && !same(before, found)) throw changed();
    this.#digests[index] = found;
    return sealed;
  }

  #encrypt(index: number, plaintext: Uint8Array): Uint8Array {
    const block = this.#block.subarray(0, chunkLength(this.padded, index));
    try {
      if (index === 0) block.set(be64(this.length));
      block.set(plaintext, index === 0 ? LENGTH_PREFIX : 0);
      return sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
        block,
        null,
        null,
        nonce(index, this.chunks),
        this.#payloadKey,
      );
    } finally {
      wipe(block);
    }
  }

  /** Digests of the chunks `from` to `to` (excluded), which were sealed, one behind the other. */
  digestsOf(from: number, to: number): Uint8Array {
    return concat(...this.#digests.slice(from, to).filter((found) => found !== undefined));
  }

  /** The digest table. Throws table-invalid until every chunk was sealed. */
  table(): DigestTable {
    const digests = this.#digests.filter((found) => found !== undefined);
    return new DigestTable(this.header, this.padded, digests);
  }

  forget(): void {
    wipe(this.#payloadKey);
  }
}

/** Opens chunks of one container, each only after its digest was found in the table. */
export class ContainerOpener {
  readonly table: DigestTable;
  readonly #payloadKey: Uint8Array;

  /** Throws container-key for another content key. */
  constructor(contentKey: Uint8Array, context: Context, table: DigestTable) {
    const start = table.header.slice(0, FIRST_BYTES.length + SALT);
    const { payloadKey, commitment } = derive(contentKey, start, context);
    if (!same(commitment, table.header.slice(start.length))) {
      throw new SealingError('container-key', 'The key is not the key of this container.');
    }
    this.table = table;
    this.#payloadKey = payloadKey;
  }

  /** Padded plaintext of chunk `index`. Throws chunk-replaced or chunk-unopenable. */
  openChunk(index: number, sealed: Uint8Array): Uint8Array {
    const expected = this.table.digests[index];
    const length = chunkLength(this.table.padded, index) + SEALED_CHUNK - CHUNK;
    if (!expected || sealed.length !== length || !same(digest(sealed), expected)) {
      throw new SealingError(
        'chunk-replaced',
        'A part of the content is not the part that was reviewed.',
      );
    }
    const block = orNull(() =>
      sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
        null,
        sealed,
        null,
        nonce(index, this.table.digests.length),
        this.#payloadKey,
      ),
    );
    if (!block) {
      throw new SealingError('chunk-unopenable', 'A part of the content does not open.');
    }
    return block;
  }

  forget(): void {
    wipe(this.#payloadKey);
  }
}

/**
 * The plaintext bytes of opened chunk `index`, after checking that all that follows the plaintext in
 * it is zero. Throws padding-invalid.
 */
export function withoutPadding(block: Uint8Array, index: number, length: number): Uint8Array {
  const start = index === 0 ? LENGTH_PREFIX : 0;
  const end = Math.min(Math.max(LENGTH_PREFIX + length - index * CHUNK, start), block.length);
  mustBeZeros(block.subarray(end));
  return block.subarray(start, end);
}

/** A plaintext that is already in memory, sealed at once. */
export function sealWhole(
  contentKey: Uint8Array,
  context: Context,
  plaintext: Uint8Array,
): { readonly table: DigestTable; readonly chunks: readonly Uint8Array[] } {
  const salt = resumableSalt(contentKey, digest(plaintext), plaintext.length);
  const sealer = new ContainerSealer(contentKey, context, plaintext.length, salt);
  const chunks = Array.from({ length: sealer.chunks }, (_, index) => {
    const { from, to } = sealer.plaintextSpan(index);
    return sealer.sealChunk(index, plaintext.subarray(from, to));
  });
  sealer.forget();
  return { table: sealer.table(), chunks };
}

/** All of the plaintext from all of the sealed chunks. */
export function openWhole(opener: ContainerOpener, sealed: readonly Uint8Array[]): Uint8Array {
  if (sealed.length !== opener.table.digests.length) {
    throw new SealingError('chunk-replaced', 'Parts of the content are missing or too many.');
  }
  const blocks = sealed.map((chunk, index) => opener.openChunk(index, chunk));
  const length = trueLength(blocks[0] ?? EMPTY, opener.table.padded);
  return concat(...blocks.map((block, index) => withoutPadding(block, index, length)));
}

/** As `openWhole`, for letters: UTF-8 text. */
export function openText(opener: ContainerOpener, sealed: readonly Uint8Array[]): string {
  return fromUtf8(openWhole(opener, sealed));
}
