/**
 * What the page and the vault say to one another about how a recording looks and sounds (protocol.md
 * §4.6), before any of it is played.
 */

/** Each of `peaks` is the loudest within `eachMs`, 0 to 255, the first from `beginsMs` on. */
export interface Loudness {
  readonly beginsMs: number;
  readonly eachMs: number;
  readonly peaks: readonly number[];
}

export interface PreviewOperations {
  /**
   * After `openContent` of a recording. Null where its rendition says nothing of it: then it is shown
   * without, and nothing is wrong with it. `still` is a JPEG.
   */
  readPreview: {
    ask: { handle: string };
    answer: { loudness: Loudness | null; still: ArrayBuffer | null };
  };
}
