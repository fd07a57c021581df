/** A recording for a reviewer who does not hear it: what of it is covered, and how much can be written down. */

/** What fits into one sealed note. */
const LONGEST_BYTES = 16_000;

export function isTooLong(text: string): boolean {
  return new TextEncoder().encode(text).length > LONGEST_BYTES;
}

/** How much of `total` milliseconds is covered; where there is a picture, no more than was seen of it. */
export function coveredUnheard(total: number, seen: number | null, read: number, characters: number): number {
  const heard = characters === 0 ? 0 : Math.floor((total * read) / characters);
  return seen === null ? heard : Math.min(seen, heard);
}
