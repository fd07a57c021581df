/**
 * What the page and the vault say to one another about safer renditions (protocol.md §4.6, §4.20): what
 * may be asked for, what was changed, and its author's word. Nothing of it is told to a recipient's page.
 */
import type { B32 } from '../sealing/encoding.ts';
import type { Edit, Wrong, WrongEdit } from '../sealing/schemas-edits.ts';
import type { StatementWire, Verified } from './messages.ts';

export type { Edit } from '../sealing/schemas-edits.ts';

/** What was changed in a recording, as the verified statement of its rendition says. */
export interface Changed {
  /** Names the rendition. */
  readonly digest: B32;
  /** By the time of the recording as it was sent; empty where it is plain. */
  readonly edits: readonly Edit[];
  /** Whether no word of its author's is wanting. */
  readonly agreed: boolean;
}

/** An item of one's own that was verified; `changed` is null for what is not a recording. */
export interface VerifiedOwn extends Verified {
  readonly changed: Changed | null;
}

/** Why an edit cannot be had: of any recording, or of this one. */
export type WrongAsked = Wrong | 'behind-its-end' | 'too-little-left' | 'no-picture' | 'no-sound';

export interface SaferOperations {
  /**
   * After `verifyForReview` of a recording: the list in its one form, as POST /items/{item}/edits takes
   * it, or what is wrong with which of these. `unchanged` where just these were made already.
   */
  listEdits: {
    ask: { handle: string; edits: readonly Edit[] };
    answer: {
      edits: readonly Edit[];
      wrong: readonly WrongEdit<WrongAsked>[];
      unchanged: boolean;
    };
  };
  /**
   * After `verifyOwn` and `openContent` of a safer rendition, for its author: that just this may be passed
   * on in place of what they sent. What POST /items/{item}/agreement takes. Throws nothing-changed, and
   * not-seen before all of it was given to the player.
   */
  agree: { ask: { handle: string }; answer: { agreement: StatementWire } };
}
