/**
 * What the page and the vault say to one another about being told, refusing and notes (protocol.md
 * §4.21, §4.29, §4.30, §4.33).
 */
import type { EvidenceWire, GroundWire, ShownItem, StatementWire, Verified } from './messages.ts';
import type { NoteWire } from './messages-deciding.ts';

/** Whether somebody wants to hear that something has arrived. */
export type Standing = 'tell-me' | 'only-if-asked' | 'never';
/** What the author of an item may learn of its recipient. */
export type TellAuthor = 'nothing' | 'accepted' | 'opened';

/** A choice under a key of its person. */
export interface SaidChoice {
  readonly person: string;
  readonly standing: Standing;
  readonly tell_author: TellAuthor;
  readonly at: number;
}

/** A note that was verified and opened. */
export interface ReadNote {
  readonly subject: string;
  readonly field: string;
  readonly text: string;
}

/** What is to become of what was opened; `keep` asks for what is held back, too. */
export type Wish = 'keep' | 'hold' | 'return';

export type Manner = 'read-aloud' | 'played' | 'printed';

export interface OfferOperations {
  /** For a participant. `choices` are their own as GET /cases/{case}/choices shows them. */
  choose: {
    ask: {
      readonly case: string;
      readonly standing: Standing;
      readonly tellAuthor: TellAuthor;
      readonly choices: readonly StatementWire[];
    };
    answer: { choice: StatementWire };
  };
  /** For a recipient: nothing of the item is checked or opened for it. */
  decline: {
    ask: { readonly evidence: EvidenceWire; readonly item: string; readonly case: string };
    answer: { refusal: StatementWire };
  };
  /** For a recipient, of what they opened; for POST /items/{item}/keeping. */
  keeping: {
    ask: {
      readonly evidence: EvidenceWire;
      readonly item: string;
      readonly case: string;
      readonly wish: Wish;
    };
    answer: { keeping: StatementWire };
  };
  /**
   * For a reader of the team, of what its recipient accepted on paper or with them, within its window:
   * `openContent` follows. Nothing can be decided by the handle.
   */
  verifyToHandOver: { ask: ShownItem; answer: Verified };
  /**
   * For staff, once they have handed over what was accepted on paper or with them: only against the
   * recipient's own acceptance, within its window.
   */
  deliver: {
    ask: {
      readonly evidence: EvidenceWire;
      readonly item: string;
      readonly case: string;
      readonly manner: Manner;
    };
    answer: { delivery: StatementWire; pinsMoved: boolean };
  };
  /**
   * For a participant, about themselves or an item that they know of, sealed to the team and
   * themselves, who are the subject's or item's author or the item's recipient. `notes` are those
   * that GET /cases/{case}/notes shows.
   */
  writeNote: {
    ask: {
      readonly ground: GroundWire;
      readonly case: string;
      readonly subject: string;
      readonly field: string;
      readonly text: string;
      readonly by: 'author' | 'recipient';
      readonly notes: readonly NoteWire[];
    };
    answer: { note: StatementWire; sealed: string; pinsMoved: boolean };
  };
  /** For a participant: the notes of one field that are for them, each by check 14. */
  readNotes: {
    ask: {
      readonly ground: GroundWire;
      readonly case: string;
      readonly field: string;
      readonly notes: readonly NoteWire[];
    };
    answer: { notes: readonly ReadNote[]; leftOut: readonly string[]; pinsMoved: boolean };
  };
}
