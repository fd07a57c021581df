/**
 * What the page and the vault say to one another about consent and preparation (protocol.md §4.18,
 * §4.26, §4.27, §4.31): what somebody says for themselves, what the team records or asks for, and what
 * was said so far.
 */
import type { GroundWire, StatementWire } from './messages.ts';
import type { SaidChoice } from './messages-offers.ts';

export type Purpose = 'take-part' | 'send' | 'receive';
export type ConsentMedium = 'letter' | 'recording' | 'paper' | 'any';
export type Given = 'yes' | 'withdrawn';
export type PlanMedium = 'letter' | 'recording' | 'paper';
/** Whose reply a plan has in it. */
export type Reply = 'both' | 'harmed' | 'responsible' | 'none';
/** What a risk assessment can name as reasons to do it anew. */
export type Trigger = 'move' | 'release-from-custody' | 'new-order' | 'escalation' | 'pause' | 'contact-outside';

/** What each kind of record can say. */
export interface RecordStatuses {
  readonly information: 'given';
  readonly risk: 'acceptable' | 'not-acceptable';
  readonly restriction: 'blocks' | 'permits' | 'lifted';
  readonly proceedings: 'live' | 'cleared';
  readonly clearance: 'needed' | 'given' | 'not-needed';
  readonly readiness: 'ready' | 'not-ready';
  readonly plan: 'agreed';
  readonly custody: 'in-custody' | 'community';
  readonly age: 'adult' | 'young' | 'child';
  readonly guardian: 'agreed' | 'refused' | 'not-safe-to-ask' | 'not-required';
  readonly employment: 'employed' | 'not-employed';
  readonly conflict: 'none' | 'declared';
  readonly 'sign-off': 'given' | 'withdrawn';
  readonly level: 'level-1' | 'level-2' | 'level-3';
  readonly setting: 'community' | 'custody' | 'youth' | 'care-home' | 'school';
  readonly 'follow-up': 'made' | 'tried';
  readonly 'contact-outside': 'reported';
  readonly 'harm-domestic': 'present' | 'absent';
  readonly 'harm-sexual': 'present' | 'absent';
  readonly 'harm-stalking': 'present' | 'absent';
  readonly 'harm-exploitation': 'present' | 'absent';
  readonly 'harm-child': 'present' | 'absent';
  readonly 'harm-other': 'present' | 'absent';
  readonly disclosure: 'looked-into';
  readonly 'custody-day': 'supported' | 'withdrawn';
}

export type RecordKind = keyof RecordStatuses;
export type RecordStatus = RecordStatuses[RecordKind];

/** The words that were on screen, every byte of their file, and in which language. */
export interface WordsShown {
  readonly wording: string;
  readonly language: string;
  readonly given: Given;
}

/** A record to be signed. What its kind does not have is left out. */
export interface NewRecord {
  readonly kind: RecordKind;
  readonly status: RecordStatus;
  readonly person?: string;
  /** A restriction's own id; made here for a new one. Of a conflict, always whoever signs. */
  readonly subject?: string;
  readonly round?: number;
  readonly media?: readonly PlanMedium[];
  /** The words that were explained, every byte of their file. */
  readonly wording?: string;
  readonly until?: number;
  readonly triggers?: readonly Trigger[];
  readonly reply?: Reply;
}

/** A consent under a key of its person. `wording` is a digest. */
export interface SaidConsent {
  readonly person: string;
  readonly purpose: Purpose;
  readonly medium: ConsentMedium;
  readonly wording: string;
  readonly language: string;
  readonly given: Given;
  readonly at: number;
}

export type SaidAcknowledgement = Omit<SaidConsent, 'purpose' | 'medium'>;

/** A record under a key of somebody on a roster of the case. Empty, or 0, is not there. */
export interface SaidRecord {
  readonly kind: RecordKind;
  readonly status: RecordStatus;
  readonly person: string;
  readonly subject: string;
  readonly round: number;
  readonly media: readonly PlanMedium[];
  readonly wording: string;
  readonly until: number;
  readonly at: number;
  readonly triggers?: readonly Trigger[];
  readonly reply?: Reply;
}

/** Somebody has the case stand still, or lets it go on, under a key of their own. */
export interface SaidPause {
  readonly person: string;
  readonly paused: 'yes' | 'no';
  readonly at: number;
}

/** What was said, in the order shown. */
export interface Said {
  readonly consents: readonly SaidConsent[];
  readonly acknowledgements: readonly SaidAcknowledgement[];
  readonly records: readonly SaidRecord[];
  readonly pauses: readonly SaidPause[];
  /** What the case asks for now, as its newest statement says. */
  readonly signers: 1 | 2;
  readonly route: 'ordinary' | 'specialist';
  readonly choices: readonly SaidChoice[];
  /** Why something was left out that did not verify, once for each: the page has to say so. */
  readonly leftOut: readonly string[];
  readonly pinsMoved: boolean;
}

/** The answer of GET /cases/{case}/records as it is: the records, and what they rest on. */
export interface RecordsWire extends GroundWire {
  readonly records: readonly StatementWire[];
}

export interface PracticeOperations {
  /**
   * For a reader, after `verifyForReview` and before an approval: until when it can hold, in seconds,
   * null where nothing bounds it. Throws record-invalid or signer-removed where what it would rest on
   * is not a reader's word.
   */
  standingUntil: {
    ask: { readonly handle: string; readonly records: RecordsWire };
    answer: { until: number | null };
  };
  /** For a participant: their own word about one purpose, in one medium. */
  consent: {
    ask: WordsShown & {
      readonly case: string;
      readonly purpose: Purpose;
      readonly medium: ConsentMedium;
    };
    answer: { consent: StatementWire };
  };
  /** For a person responsible: that they accept responsibility. */
  acknowledge: {
    ask: WordsShown & { readonly case: string };
    answer: { acknowledgement: StatementWire };
  };
  /**
   * For a reader of the case's team. `records` are those that GET /cases/{case}/records shows: the
   * last about the same is named as the one before.
   */
  record: {
    ask: {
      ground: GroundWire;
      case: string;
      records: readonly StatementWire[];
      record: NewRecord;
    };
    answer: { record: StatementWire; pinsMoved: boolean };
  };
  /** For a participant: everything of their case stands still, or goes on. `pauses` are their own. */
  pause: {
    ask: { case: string; paused: 'yes' | 'no'; pauses: readonly StatementWire[] };
    answer: { pause: StatementWire };
  };
  /**
   * For a reader of the case's team: two readers from now on, on the special route or on the one
   * there is. Throws case-invalid where the case asks for that already.
   */
  askForMore: {
    ask: { ground: GroundWire; case: string; specialist: boolean };
    answer: { case_statement: StatementWire; pinsMoved: boolean };
  };
  /** For a participant their own words, for the team everybody's and its records. */
  openSaid: {
    ask: {
      ground: GroundWire;
      case: string;
      consents: readonly StatementWire[];
      acknowledgements: readonly StatementWire[];
      records: readonly StatementWire[];
      pauses: readonly StatementWire[];
      /** How people want to hear; none where nobody asks about it. */
      choices?: readonly StatementWire[];
    };
    answer: Said;
  };
}
