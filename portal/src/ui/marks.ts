/**
 * Places in a letter that a reader is asked to look at, and how a piece of it is cut at them. Owns no
 * finding (highlights.ts) and no showing.
 */
export type MarkKind = 'phone' | 'email' | 'link' | 'not-to-tell' | 'agency-word';

/** What to look for beyond what any letter may hold. */
export interface LookFor {
  /** What the people of the case do not want told: names, places. */
  readonly notToTell: readonly string[];
  readonly agencyWords: readonly string[];
}

/** `from` and `to` count UTF-16 units from the start of the letter, as its text is sliced. */
export interface Mark {
  readonly kind: MarkKind;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export interface Cut {
  readonly text: string;
  /** The place's number in the list, or null for what is between two. */
  readonly mark: number | null;
  /** A place that begins here, and did not begin in a piece before. */
  readonly begins: boolean;
}

/** Cuts a piece that begins at `from` of the letter. Joined together the cuts are the piece. */
export function cutAt(piece: string, from: number, marks: readonly Mark[]): readonly Cut[] {
  const cuts: Cut[] = [];
  const end = from + piece.length;
  let at = from;
  const cut = (to: number, mark: number | null, begins = false): void => {
    if (to > at) cuts.push({ text: piece.slice(at - from, to - from), mark, begins });
    at = Math.max(at, to);
  };
  marks.forEach((one, number) => {
    if (one.to <= from || one.from >= end) return;
    cut(Math.max(one.from, from), null);
    cut(Math.min(one.to, end), number, one.from >= from);
  });
  cut(end, null);
  return cuts;
}
