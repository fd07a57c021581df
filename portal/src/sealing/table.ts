/**
 * The container's header and digest table (protocol.md §2.2, §2.4), which hold no secret. Refuses
 * every other version, suite, chunk size and length.
 */
import { be64, concat, digestText, readBe64, same, type B32 } from './encoding.ts';
import { SealingError } from './errors.ts';

/** Bytes of padded plaintext in a full chunk, and the same chunk sealed. */
export const CHUNK = 262_144;
export const SEALED_CHUNK = CHUNK + 16;
export const HEADER = 64;
export const SALT = 24;

const MAGIC = new Uint8Array([0x47, 0x42, 0x54, 0x57]);
const VERSION = 1;
const SUITE = 1;
/** Magic, version, suite, log2 of the chunk size, zero. */
export const FIRST_BYTES = new Uint8Array([...MAGIC, VERSION, SUITE, 18, 0]);
const DIGEST = 32;
const DIGESTS_AT = HEADER + 8;

export function chunkCount(padded: number): number {
  return Math.ceil(padded / CHUNK);
}

/** Throws table-invalid, unknown-version or unknown-suite: there is nothing to fall back on. */
function mustBeHeader(header: Uint8Array): void {
  if (header.length !== HEADER || !same(header.subarray(0, MAGIC.length), MAGIC)) {
    throw new SealingError('table-invalid', 'This is not the header of a container.');
  }
  if (header[4] !== VERSION) {
    throw new SealingError('unknown-version', 'The container is of a version nobody knows here.');
  }
  if (header[5] !== SUITE) {
    throw new SealingError('unknown-suite', 'The container is of a suite nobody knows here.');
  }
  if (!same(header.subarray(0, FIRST_BYTES.length), FIRST_BYTES)) {
    throw new SealingError('table-invalid', 'The container has chunks of another size.');
  }
}

export class DigestTable {
  readonly header: Uint8Array;
  /** Length of the padded plaintext, in bytes. */
  readonly padded: number;
  /** 32 bytes for each sealed chunk. */
  readonly digests: readonly Uint8Array[];

  /** Throws as `mustBeHeader`, and table-invalid unless there is one digest for each chunk. */
  constructor(header: Uint8Array, padded: number, digests: readonly Uint8Array[]) {
    mustBeHeader(header);
    if (padded < 1 || digests.length !== chunkCount(padded)) {
      throw new SealingError('table-invalid', 'The digest table does not fit its content.');
    }
    this.header = header;
    this.padded = padded;
    this.digests = digests;
  }

  /** `72 + 32 · chunks` bytes, as stored. */
  toBytes(): Uint8Array<ArrayBuffer> {
    return concat(this.header, be64(this.padded), ...this.digests);
  }

  get digest(): B32 {
    return digestText(this.toBytes());
  }

  /** Throws table-invalid, unknown-version or unknown-suite unless the bytes are one table. */
  static fromBytes(bytes: Uint8Array): DigestTable {
    const header = bytes.slice(0, HEADER);
    mustBeHeader(header);
    const padded = bytes.length < DIGESTS_AT ? null : readBe64(bytes.subarray(HEADER));
    if (padded === null || bytes.length !== DIGESTS_AT + DIGEST * chunkCount(padded)) {
      throw new SealingError('table-invalid', 'The digest table has a wrong length.');
    }
    const digests: Uint8Array[] = [];
    for (let at = DIGESTS_AT; at < bytes.length; at += DIGEST) {
      digests.push(bytes.slice(at, at + DIGEST));
    }
    return new DigestTable(header, padded, digests);
  }
}
