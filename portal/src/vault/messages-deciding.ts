/**
 * What the page and the vault say to one another about what readers decide (protocol.md §4.7, §4.24,
 * §4.28) and the sealed words that go with it (§4.21).
 */
import type { B32 } from '../sealing/encoding.ts';
import type { GrantWire, GroundWire, StatementWire } from './messages.ts';

export type Verdict = 'approve' | 'return' | 'withhold';

/** `covered` and `total` in characters (letters) or milliseconds (recordings). */
export interface Coverage {
  readonly unit: 'characters' | 'ms' | 'pages';
  readonly covered: number;
  readonly total: number;
  /** Of a recording: what is said and heard in it was read as a colleague wrote it down, in just this. */
  readonly byTranscript?: B32;
}

/** The same as it is signed: with the digest of what the colleague wrote down. */
export interface SignedCoverage extends Omit<Coverage, 'byTranscript'> {
  readonly transcript?: B32;
}

/** Who wrote down what is heard in a recording; a colleague's alone can be gone by. */
export type TranscriptBy = 'own' | 'author-side' | 'colleague';

/** A note as GET /cases/{case}/notes lists it. */
export interface NoteWire {
  readonly statements: readonly StatementWire[];
  readonly sealed: string;
}

/** A note that was signed and sealed here, as the service takes it. */
export interface WrittenNote {
  readonly note: StatementWire;
  readonly sealed: string;
}

/** What POST /items/{item}/decision takes. */
export interface MadeDecision {
  readonly decision: StatementWire;
  readonly grants: readonly (GrantWire & { readonly person: string })[];
  readonly words: WrittenNote | null;
}

/** A note that verified, in clear. `field` is `returned-2` for the words about version 2, … */
export interface ReadNote {
  readonly subject: string;
  readonly field: string;
  readonly version: number;
  readonly text: string;
  readonly audience: readonly ('team' | 'author' | 'recipient')[];
}

/** Words that go with a decision, and the case's notes as the service lists them. */
interface Worded {
  readonly words?: string;
  readonly notes?: readonly NoteWire[];
}

export interface DecidingOperations {
  /**
   * After `verifyForReview`. To approve: `standingUntil` and `openContent` first, no `reason`, no
   * `words`. To return or withhold: `reason` and `words` to the author, with `notes` from GET
   * /cases/{case}/notes; `coverage` says how much was gone through, and `validUntil` is not asked for.
   * Throws not-opened, run-out, no-words, no-transcript, or what sealing throws.
   */
  decide: {
    ask: Worded & {
      handle: string;
      verdict: Verdict;
      reason: string;
      coverage: Coverage;
      validUntil?: number;
    };
    answer: MadeDecision;
  };
  /**
   * After `verifyForReview`: locks the item on every device. `suspensions` are those of GET
   * /cases/{case}/suspensions; `words` are for the team alone. What POST /items/{item}/escalation takes.
   */
  escalate: {
    ask: Worded & { handle: string; suspensions: readonly StatementWire[] };
    answer: { suspension: StatementWire; words: WrittenNote | null };
  };
  /**
   * For a reader of the case's team, who has looked into what somebody else escalated: it goes on.
   * `suspensions` are those of GET /cases/{case}/suspensions, where the answer goes. Throws
   * suspension-invalid where the item is not suspended.
   */
  letGoOn: {
    ask: {
      ground: GroundWire;
      case: string;
      item: string;
      suspensions: readonly StatementWire[];
    };
    answer: { suspension: StatementWire; pinsMoved: boolean };
  };
  /**
   * After `verifyForReview`: the next version of what readers write about this version of the item, for
   * its team alone: `beside` it, while `transcribing` it, or as its `transcript`, by which they sign that
   * everything said and heard stands there. `notes` from GET /cases/{case}/notes. What POST there takes.
   */
  noteBeside: {
    ask: {
      handle: string;
      field: 'beside' | 'transcribing' | 'transcript';
      text: string;
      notes: readonly NoteWire[];
    };
    answer: WrittenNote;
  };
  /**
   * After `verifyForReview` of a recording: what was written down of it, and what a reader had begun to.
   * Where a colleague wrote it, `decide` takes a coverage `byTranscript` with this `digest` from then on,
   * until a newer version was fetched; `no-transcript` otherwise. `notes` from GET /cases/{case}/notes. Throws what opening a note throws.
   */
  transcript: {
    ask: { handle: string; notes: readonly NoteWire[] };
    answer: { text: string | null; by: TranscriptBy | null; digest: B32 | null; draft: string };
  };
  /** After `verifyOwn`, for its author: takes back what they sent last of it. */
  recall: { ask: { handle: string }; answer: { recall: StatementWire } };
  /** After `verifyOwn` of a withheld item, for its author. Throws decision-missing or -invalid. */
  appeal: { ask: { handle: string }; answer: { appeal: StatementWire } };
  /**
   * For a reader: the next version of a note for the team, about somebody of the case or about the case
   * itself. Throws note-invalid, case-invalid, or what the case's papers give.
   */
  noteForTeam: {
    ask: {
      ground: GroundWire;
      case: string;
      subject: string;
      field: string;
      text: string;
      notes: readonly NoteWire[];
    };
    answer: WrittenNote & { readonly pinsMoved: boolean };
  };
  /**
   * For a reader of the case's team: the other side may read a note of somebody's about themselves from
   * now on, in the words of the `version` that was read. Throws note-invalid where another came since.
   */
  passOn: {
    ask: {
      ground: GroundWire;
      case: string;
      person: string;
      field: string;
      version: number;
      notes: readonly NoteWire[];
    };
    answer: WrittenNote & { pinsMoved: boolean };
  };
  /** Every note that is for this person, verified and opened; `leftOut` says why others are not. */
  openNotes: {
    ask: { ground: GroundWire; case: string; notes: readonly NoteWire[] };
    answer: {
      notes: readonly ReadNote[];
      leftOut: readonly string[];
      pinsMoved: boolean;
    };
  };
}
