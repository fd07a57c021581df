/** Reads one `Range` header. Owns nothing else; several ranges at once are not supported. */

export interface ByteRange {
  readonly from: number;
  /** Excluded. */
  readonly to: number;
}

/** The bytes meant, cut to `length`; null where the answer must be 416. */
export function rangeOf(header: string, length: number): ByteRange | null {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header.trim()) ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return null;
  if (first === '') {
    const count = Math.min(Number(last), length);
    return count > 0 ? { from: length - count, to: length } : null;
  }
  const from = Number(first);
  const to = last === '' ? length : Math.min(Number(last) + 1, length);
  return from < to ? { from, to } : null;
}
