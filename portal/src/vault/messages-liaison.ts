/** What a liaison's page asks of the vault, beside what every author's does. */
import type { Manner, Standing, TellAuthor } from './messages-offers.ts';
import type { ConsentMedium, Purpose, WordsShown } from './messages-practice.ts';
import type { GroundWire, ShownItem, StatementWire, Verified } from './messages.ts';

/** Something that this side has begun or sent, as the service stores it. */
export interface BegunWire {
  readonly item: string;
  readonly rendition: string;
  readonly resume: string;
}

/** For whom, in which case; `ground` is GET /cases/{id} as it is. */
export interface ActingFor {
  readonly ground: GroundWire;
  readonly case: string;
  readonly person: string;
}

/** How somebody said it to a liaison. */
export type SpokenManner = 'in-person' | 'phone' | 'paper';

/** What they said. Of words to agree to every byte that was read to them; `choices` are those of GET /cases/{case}/choices. */
export type SpokenWord =
  | (WordsShown & { readonly is: 'consent'; readonly purpose: Purpose; readonly medium: ConsentMedium })
  | (WordsShown & { readonly is: 'acknowledgement' })
  | {
      readonly is: 'choice';
      readonly standing: Standing;
      readonly tellAuthor: TellAuthor;
      readonly choices: readonly StatementWire[];
    };

export interface LiaisonOperations {
  /** Until when this liaison acts for somebody, on which side they are, and who is on the other. */
  actsFor: {
    ask: ActingFor;
    answer: {
      role: 'harmed' | 'responsible';
      until: number;
      recipients: readonly string[];
      pinsMoved: boolean;
    };
  };
  /** Which of these is this file, by its length and digest; empty where it is none of them. */
  findBegun: {
    ask: ActingFor & { file: Blob; begun: readonly BegunWire[] };
    answer: { item: string };
  };
  /**
   * What a reader entrusted to this liaison's team for `person`, with what POST /items/{id}/collecting
   * gave; `openContent` follows. Only within the window that they chose before staff.
   */
  verifyEntrusted: { ask: ShownItem & { person: string }; answer: Verified };
  /** What somebody said before this liaison, signed, and the liaison's attestation of just that act. */
  takeDown: {
    ask: ActingFor & { word: SpokenWord; manner: SpokenManner };
    answer: { word: StatementWire; attestation: StatementWire; pinsMoved: boolean };
  };
  /** Once it was handed over: of what was verified here, and still within its window. */
  handOver: { ask: { handle: string; manner: Manner }; answer: { delivery: StatementWire } };
}
