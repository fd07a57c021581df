/** What the page and the vault say to one another about a danger that was disclosed (protocol.md §4.34). */
import type { NoteWire, WrittenNote } from './messages-deciding.ts';
import type { GroundWire, StatementWire } from './messages.ts';

export type ToldTo = 'police' | 'ambulance' | 'childrens-services' | 'other';
export type Danger = 'danger-to-life' | 'danger-to-a-child';

/** A disclosure under a key of the case's staff; `words` are null where nothing was written down. */
export interface SaidDisclosure {
  readonly item: string;
  readonly to: ToldTo;
  readonly reason: Danger;
  readonly at: number;
  readonly words: string | null;
  /** Whether whoever is signed in signed it. */
  readonly own: boolean;
}

export interface DisclosingOperations {
  /**
   * For a reader of the case's team, of any item whose `manifest` the service shows them: nothing has
   * to be opened, and nobody else signs. `words` are for the team alone; `notes` from GET
   * /cases/{case}/notes. What POST /items/{item}/disclosure takes.
   */
  disclose: {
    ask: {
      ground: GroundWire;
      case: string;
      item: string;
      manifest: StatementWire;
      to: ToldTo;
      reason: Danger;
      words: string;
      notes: readonly NoteWire[];
    };
    answer: { disclosure: StatementWire; words: WrittenNote | null; pinsMoved: boolean };
  };
  /** For the team: what was disclosed, in the order shown. `leftOut` says why others are not. */
  openDisclosures: {
    ask: {
      ground: GroundWire;
      case: string;
      disclosures: readonly StatementWire[];
      notes: readonly NoteWire[];
    };
    answer: {
      disclosures: readonly SaidDisclosure[];
      leftOut: readonly string[];
      pinsMoved: boolean;
    };
  };
}
