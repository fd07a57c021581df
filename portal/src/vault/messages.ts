/**
 * What the page and the vault worker say to one another, and nothing about how. No key is in any
 * of these shapes; `loginToken` and the enrolment `token` are meant for the server.
 *
 * Every byte string travels as base64url without padding, except slices (ArrayBuffer). Times are
 * whole seconds since 1970, ids are lower-case UUIDs, as in docs/protocol.md.
 */

import type { CaptionsOperations } from './messages-captions.ts';
import type { DecidingOperations } from './messages-deciding.ts';
import type { DisclosingOperations } from './messages-disclosing.ts';
import type { LiaisonOperations } from './messages-liaison.ts';
import type { MediaFacts, MediaType, PageSize } from './messages-media.ts';
import type { OfferOperations } from './messages-offers.ts';
import type { PracticeOperations } from './messages-practice.ts';
import type { PreviewOperations } from './messages-preview.ts';
import type { SaferOperations, VerifiedOwn } from './messages-safer.ts';

export type { Coverage, MadeDecision } from './messages-deciding.ts';
export type { MediaFacts, MediaType, PageSize } from './messages-media.ts';

export interface StatementWire {
  readonly type: string;
  readonly payload: string;
  readonly key: string;
  readonly signature: string;
}

export interface GrantWire {
  readonly rendition: string;
  readonly grant: string;
}

/** What an author needs to know of a case: checked in the vault (steps 1 to 4), never believed. */
export interface GroundWire {
  readonly roster: StatementWire;
  readonly team: StatementWire;
  readonly case_statements: readonly StatementWire[];
  readonly certificates: readonly StatementWire[];
  /** Who was who before now; shown where something rests on somebody who has left since. */
  readonly rosters?: readonly StatementWire[] | undefined;
  readonly teams?: readonly StatementWire[] | undefined;
  readonly heads?: readonly HeadWire[] | undefined;
  readonly covers?: readonly StatementWire[] | undefined;
  readonly step_ins?: readonly StatementWire[] | undefined;
  readonly re_enrolments?: readonly StatementWire[] | undefined;
  readonly mandates?: readonly StatementWire[] | undefined;
}

/** A countersignature under the trail, and where in it the statements stand that rest on it. */
export interface HeadWire {
  readonly head: StatementWire;
  readonly inclusions: readonly {
    readonly statement: string;
    readonly index: number;
    readonly proof: readonly string[];
  }[];
}

/** Everything the server hands over about one item. Unknown members are ignored. */
export interface EvidenceWire extends GroundWire {
  readonly manifest: StatementWire | null;
  readonly rendition: StatementWire | null;
  readonly decisions: readonly StatementWire[];
  readonly acceptance: StatementWire | null;
  readonly opening?: StatementWire | null;
  readonly keepings?: readonly StatementWire[];
  readonly grants: readonly GrantWire[];
  readonly renditions: readonly { readonly rendition: string; readonly slice_chunks: number }[];
}

/** What the server shows to someone who came with an enrolment code. */
export interface InvitationWire {
  readonly offer: string;
  readonly mac: string;
  readonly roster: StatementWire;
  readonly case_statement: StatementWire | null;
  readonly team: StatementWire | null;
}

/** An invitation of one's own, as GET /invitations lists it. */
export interface RepliedInvitation {
  readonly invitation: string;
  readonly person: string;
  readonly role: string;
  readonly offer: string;
  readonly secret: string;
  readonly reply: string | null;
  readonly mac: string | null;
}

export type Profile = 'participant-1' | 'staff-1' | 'recovery-1';
export type WayKind = 'passphrase' | 'recovery';
export type ItemKind = 'letter' | 'recorded_message' | 'video_message' | 'scan' | 'captions';
export type Capacity = 'self' | 'scribe' | 'liaison' | 'interpreter';
export type Medium = 'read' | 'listen' | 'on-paper' | 'with-facilitator';

/** One way into the vault, for the server to keep. */
export interface WayIn {
  readonly kind: WayKind;
  readonly profile: Profile;
  readonly salt: string;
  readonly wrapped: string;
  readonly loginToken: string;
}

/** Who is unlocked here. `sign` and `box` are public keys. */
export interface Whoami {
  readonly person: string;
  readonly org: string;
  readonly sign: string;
  readonly box: string;
  readonly revision: number;
}

/**
 * The sealed vault as the server stored it, with the papers that name this person's public keys:
 * the roster (staff) or the case's certificates (participants). Where they name the person, the
 * keys must agree (`key-mismatch`); both may be left out while a participant is still "waiting".
 */
export interface StoredVault {
  readonly person: string;
  readonly vault: string;
  readonly revision: number;
  readonly roster?: StatementWire | null;
  readonly certificates?: readonly StatementWire[];
}

/** What a new item says of itself. `item` and `rendition` are made here when absent. */
export interface ItemFacts {
  readonly case: string;
  readonly item?: string;
  readonly rendition?: string;
  readonly version?: number;
  readonly language: string;
  readonly capacity?: Capacity;
  /** For whom a liaison sends it, under their team's mandate; the capacity is theirs then. */
  readonly author?: string;
  readonly recipients: readonly string[];
  readonly in_reply_to?: string;
  readonly relates_to?: string;
}

/** A content key sealed to the author, the case team or the worker pool. */
export interface MadeGrant extends GrantWire {
  readonly to: 'author' | 'team' | 'pool';
}

/** What the author's device hands to the server once all bytes are sealed. */
export interface SealedItem {
  readonly item: string;
  readonly rendition: string;
  readonly manifest: StatementWire;
  readonly table: string;
  readonly tableDigest: string;
  readonly padded: number;
  readonly chunks: number;
  readonly chunksPerSlice: number;
  readonly grants: readonly MadeGrant[];
  readonly resume: string;
}

export interface SealedLetter extends SealedItem {
  readonly slices: readonly ArrayBuffer[];
}

/** An upload that has begun: its bytes are sealed slice by slice as the upload worker asks. */
export interface OpenedUpload {
  readonly handle: string;
  readonly item: string;
  readonly rendition: string;
  readonly length: number;
  readonly padded: number;
  readonly chunks: number;
  readonly chunksPerSlice: number;
  readonly slices: number;
  readonly resume: string;
  /** For the upload worker: hand it to `startUpload`. */
  readonly port: MessagePort;
}

export interface ManifestFacts {
  readonly digest: string;
  readonly author: string;
  readonly authorRole: 'harmed' | 'responsible';
  readonly item: string;
  readonly case: string;
  readonly version: number;
  readonly kind: ItemKind;
  readonly language: string;
  readonly capacity: Capacity;
  readonly recipients: readonly string[];
  readonly inReplyTo: string;
  readonly relatesTo: string;
  readonly created: number;
}

/** An item, and what the page has said of it before any of its papers were verified. */
export interface ShownItem {
  readonly evidence: EvidenceWire;
  readonly item: string;
  readonly case: string;
  /** item-mismatch where the author signed another; undefined where none was shown. */
  readonly kind: ItemKind | undefined;
}

/** An item whose papers were verified. The handle names it for the later operations. */
export interface Verified {
  readonly handle: string;
  readonly manifest: ManifestFacts;
  /** null for a letter. */
  readonly media: MediaFacts | null;
  readonly rendition: string;
  /** True when the pins moved: call `resealVault` and store what it gives. */
  readonly pinsMoved: boolean;
}

export interface VerifiedForReview extends VerifiedOwn {
  readonly signersRequired: number;
  readonly decisionsSoFar: number;
}

export interface OpenedContent {
  readonly handle: string;
  readonly kind: ItemKind;
  /** True length in bytes. */
  readonly length: number;
  readonly mediaType: 'text/plain' | MediaType;
}

/** Every operation: what the page asks, what it gets. */
export interface Operations
  extends
    PreviewOperations,
    PracticeOperations,
    DecidingOperations,
    OfferOperations,
    DisclosingOperations,
    SaferOperations,
    LiaisonOperations,
    CaptionsOperations {
  generatePassphrase: { ask: Record<never, never>; answer: { passphrase: string } };
  prepareSignIn: {
    ask: { login: string; secret: string; salt: string; profile: string; kind: WayKind };
    answer: { loginToken: string };
  };
  unlock: {
    ask: StoredVault & { wrapped: string };
    answer: Whoami;
  };
  whoami: { ask: Record<never, never>; answer: Whoami };
  resealVault: { ask: Record<never, never>; answer: { vault: string; revision: number } };
  exportForResume: { ask: Record<never, never>; answer: { stored: string; serverHalf: string } };
  resume: { ask: StoredVault & { stored: string; serverHalf: string }; answer: Whoami };
  lock: { ask: Record<never, never>; answer: Record<never, never> };

  /** For the server alone to see: that a present passphrase or recovery code is known. */
  proveSecret: {
    ask: { secret: string; salt: string; profile: string; kind: WayKind };
    answer: { loginToken: string };
  };
  /** Show `recoveryCode` once and have it written down before the server stores `ways`. */
  newWays: {
    ask: { passphrase: string; staff: boolean };
    answer: { ways: readonly WayIn[]; recoveryCode: string };
  };

  enrolOpen: { ask: { login: string; code: string }; answer: { token: string } };
  enrolCheck: {
    ask: InvitationWire;
    answer: { person: string; org: string; case: string; role: string; expires: number };
  };
  enrolAccept: {
    ask: InvitationWire & { passphrase: string };
    answer: Whoami & {
      reply: string;
      mac: string;
      ways: readonly WayIn[];
      vault: string;
      recoveryCode: string;
    };
  };

  sealLetter: {
    ask: ItemFacts & { ground: GroundWire; text: string };
    answer: SealedLetter;
  };
  openUpload: {
    ask: ItemFacts & {
      ground: GroundWire;
      kind: Exclude<ItemKind, 'letter'>;
      file: Blob;
      chunksPerSlice: number;
      /** The resume text of an earlier process; then `item` and `rendition` are required. */
      resume?: string;
    };
    answer: OpenedUpload;
  };
  /** `ground` is the case as it is by now: what is signed names that, and seals to its keys. */
  finishUpload: { ask: { handle: string; ground?: GroundWire }; answer: SealedItem };

  verifyForReview: { ask: ShownItem; answer: VerifiedForReview };
  verifyOwn: { ask: ShownItem; answer: VerifiedOwn };

  verifyOffer: { ask: ShownItem; answer: Verified };
  accept: {
    ask: { handle: string; medium: Medium; from: number; until: number };
    answer: { acceptance: StatementWire };
  };
  verifyBeforeOpening: { ask: ShownItem; answer: Verified };
  open: { ask: { handle: string }; answer: { opening: StatementWire } };

  openContent: {
    ask: { handle: string; grants?: readonly GrantWire[] };
    answer: OpenedContent;
  };
  readLetter: { ask: { handle: string }; answer: { text: string } };
  /** After `openContent` of a scan: its pages in order, then one of them, a JPEG, by its number from 0. */
  listPages: { ask: { handle: string }; answer: { pages: readonly PageSize[] } };
  readPage: { ask: { handle: string; page: number }; answer: { bytes: ArrayBuffer } };
  servePlayer: { ask: { port: MessagePort }; answer: Record<never, never> };
  closeContent: { ask: { handle: string }; answer: Record<never, never> };

  /** For a facilitator: a case with a team of `members` (person ids on the roster, oneself too). */
  newCase: {
    ask: {
      roster: StatementWire;
      members: readonly string[];
      route: 'ordinary' | 'specialist';
      signers: 1 | 2;
      /** Without one, the first pool on the roster. */
      pool?: string;
      /** Names and notes; sealed to the team. */
      card: string;
    };
    answer: {
      case: string;
      team: StatementWire;
      case_statement: StatementWire;
      card: string;
      pinsMoved: boolean;
    };
  };
  /** For a facilitator of the case's team. Show `code` once; it is stored nowhere. */
  invite: {
    ask: { ground: GroundWire; case: string; role: 'harmed' | 'responsible'; expires: number };
    answer: {
      invitation: string;
      person: string;
      login: string;
      code: string;
      enrolToken: string;
      offer: string;
      mac: string;
      secret: string;
      pinsMoved: boolean;
    };
  };
  /** Once the person has replied: their certificate and the case statement that names it. */
  certify: {
    ask: { ground: GroundWire; case: string; invitation: RepliedInvitation };
    answer: { certificate: StatementWire; case_statement: StatementWire; pinsMoved: boolean };
  };
  /**
   * For a reader of the case's team, after each act of theirs is stored: reads the case's trail,
   * looks at what nobody vouched for yet, signs a head and stores it. `own` are statements that
   * must be on the trail.
   */
  countersign: {
    ask: { case: string; own: readonly StatementWire[] };
    answer: { number: number; pinsMoved: boolean };
  };
  openCard: { ask: { ground: GroundWire; case: string; card: string }; answer: { text: string } };
}

export type Operation = keyof Operations;

export interface VaultRequest<K extends Operation = Operation> {
  readonly id: number;
  readonly operation: K;
  readonly ask: Operations[K]['ask'];
}

export type VaultReply =
  | { readonly id: number; readonly answer: unknown }
  | {
      readonly id: number;
      readonly fault: { readonly code: string; readonly message: string; readonly status: number };
    };

/** Said by the worker without being asked. */
export type VaultNotice =
  | { readonly notice: 'hashing'; readonly done: number; readonly total: number }
  | { readonly notice: 'playback-failed'; readonly handle: string; readonly code: string };
