/** What may be asked of the vault about captions of a recording. */
import type { ShownItem, Verified } from './messages.ts';

/** What is shown from one time to another, in milliseconds of the recording; plain text. */
export interface ShownCue {
  readonly from: number;
  readonly until: number;
  readonly text: string;
}

export interface CaptionsOperations {
  /**
   * After a recording was verified and opened: captions of just this recording and rendition, from
   * what GET /items/{item}/captions shows. Throws captions-invalid, or whatever their papers lack.
   */
  openCaptions: {
    ask: ShownItem & { handle: string };
    answer: { language: string; cues: readonly ShownCue[]; pinsMoved: boolean };
  };
  /**
   * After `verifyForReview` and `openContent` of captions, with the papers of the recording that they
   * name: its handle, to be played where the team has its key, and the cues; or, where no device would
   * show these captions, why. They are approved only where there is no fault.
   */
  captionsBeside: {
    ask: { handle: string; recording: ShownItem };
    answer: { recording: Verified; cues: readonly ShownCue[]; fault: string | null };
  };
}
