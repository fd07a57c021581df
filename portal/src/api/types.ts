/**
 * The shapes that the service and the page say to one another over `/api/v1`. Nothing here is
 * trusted: statements and grants are handed to the vault, which checks them before anything shows.
 */
import type { Edit } from '../sealing/schemas-edits.ts';
import type { WrittenNote } from '../vault/messages-deciding.ts';
import type { PlanMedium } from '../vault/messages-practice.ts';
import type { EvidenceWire, GrantWire, GroundWire, ItemKind, Medium, Profile, StatementWire, WayKind } from '../vault/messages.ts';

export type ParticipantRole = 'harmed' | 'responsible';
export type StaffRole = 'administrator' | 'facilitator' | 'supervisor' | 'liaison' | 'interpreter' | 'auditor';

export interface Me {
  readonly person: string;
  readonly org: string;
  readonly login: string;
  readonly roles: readonly (ParticipantRole | StaffRole)[];
  /** The case of a participant; null for staff. */
  readonly case: string | null;
  readonly state: 'waiting' | 'certified';
}

export interface SignInChallenge {
  readonly salt: string;
  readonly profile: Profile;
}

export interface SignedIn {
  readonly me: Me;
  readonly wrapped: string;
  readonly vault: string;
  readonly revision: number;
}

/** One way into the vault, as the service stores it. */
export interface StoredWay {
  readonly kind: WayKind;
  readonly profile: Profile;
  readonly salt: string;
  readonly login_token: string;
  readonly wrapped: string;
}

/** One of one's own sessions. Times in seconds since 1970. */
export interface SessionRow {
  readonly session: string;
  readonly created: number;
  readonly last_seen: number;
  /** True for the one that asks. */
  readonly this: boolean;
}

/** Shows that a present secret is known. */
export interface Proof {
  readonly kind: WayKind;
  readonly login_token: string;
}

export interface NewWays {
  readonly proof: Proof;
  readonly ways: readonly StoredWay[];
}

export interface OpenedInvitation {
  readonly offer: string;
  readonly mac: string;
  readonly roster: StatementWire;
  readonly case_statement: StatementWire | null;
  readonly team: StatementWire | null;
}

export interface NewInvitation {
  readonly invitation: string;
  readonly person: string;
  readonly login: string;
  readonly role: ParticipantRole | StaffRole;
  readonly case: string | null;
  readonly enrol_token: string;
  readonly offer: string;
  readonly mac: string;
  readonly secret: string;
  readonly expires: number;
}

export interface Invitation {
  readonly invitation: string;
  readonly person: string;
  readonly login: string;
  readonly role: ParticipantRole | StaffRole;
  readonly case: string | null;
  readonly state: 'open' | 'replied' | 'done';
  readonly offer: string;
  readonly secret: string;
  readonly reply: string | null;
  readonly mac: string | null;
}

export interface CasePerson {
  readonly person: string;
  readonly role: ParticipantRole;
  readonly certified: boolean;
}

/** What the plan of an exchange has, and whether one's own next item would be a reply that it has not. */
export interface ReplyRights {
  readonly reply: 'both' | 'harmed' | 'responsible' | 'none';
  readonly may_write: boolean;
  /** Null where there is no plan yet. */
  readonly media: readonly PlanMedium[] | null;
}

/** Something that stands in the way, the act that clears it, and whose act that is. */
export interface Obstacle {
  readonly slug: string;
  readonly act: string;
  readonly by: readonly string[];
}

/** A step that can come next, the state it leads to, and what stands in its way. */
export interface Step {
  readonly act: string;
  readonly next: string;
  readonly blockers: readonly Obstacle[];
}

export interface Case extends GroundWire {
  readonly case: string;
  readonly state: string;
  readonly created: number;
  readonly people: readonly CasePerson[];
  /** Sealed to the team; absent for participants. */
  readonly card?: string | null;
  /** For the team alone. */
  readonly steps: readonly Step[];
}

export interface Statements {
  readonly consents: readonly StatementWire[];
  readonly acknowledgements: readonly StatementWire[];
}

/** The team's records, and what they rest on. */
export interface Records extends GroundWire {
  readonly records: readonly StatementWire[];
}

export interface StoredChoices {
  readonly choices: readonly StatementWire[];
}

export interface Asked {
  readonly waiting: boolean;
}

export interface Way {
  readonly author: string;
  readonly recipient: string;
  readonly medium: string;
  readonly round: number;
  readonly blockers: readonly Obstacle[];
}

/** What the author sees of an item, what its recipient sees, or (staff) its state. */
export type AuthorStatus = 'draft' | 'lapsed' | 'processing' | 'failed' | 'with_facilitator' | 'returned' | 'withheld';
export type RecipientStatus = 'arrived' | 'accepted' | 'ready' | 'opened' | 'declined' | 'kept' | 'held' | 'given_back';

export interface Processing {
  readonly permille: number;
  readonly attempt: number;
  readonly queue_position: number | null;
  readonly reason: string | null;
}

export interface Item {
  readonly item: string;
  readonly case: string;
  readonly kind: ItemKind;
  readonly language: string;
  readonly version: number;
  readonly part: 'author' | 'recipient' | 'staff';
  readonly status: string;
  readonly created: number;
  readonly rendition?: string | null;
  readonly author: string;
  readonly recipients: readonly string[];
  readonly processing: Processing | null;
  /** For its author: what they may know of the other person, as of this morning. */
  readonly told?: 'accepted' | 'opened' | null;
  readonly state?: string;
  readonly claimed_by?: string | null;
  readonly in_reply_to?: string | null;
  /** Of captions, for their author and the team: the item of their recording. */
  readonly relates_to?: string | null;
  /** Why it was returned or withheld, for its author and the team while it is. */
  readonly reason?: string | null;
  /** For the team, while there is no decision: since when it waits, and until when one is due. */
  readonly waiting_since?: number | null;
  readonly due?: number | null;
  /** For the team: whether its author asked for another look. */
  readonly appealed?: boolean | null;
  /** For its author, of one item: whether they took it back. */
  readonly recalled?: boolean | null;
  /** For its recipient, of one item that they have not opened: it cannot go ahead now. */
  readonly delayed?: boolean | null;
  /** For its author, while it is begun and not sent: until when it is kept, in seconds since 1970. */
  readonly kept_until?: number | null;
  /** The safer rendition that was asked for last; to its author only once it waits for them. */
  readonly safer?: Safer | null;
}

/** What was to be changed in a recording, and what became of that. */
export interface Safer {
  readonly state: 'making' | 'failed' | 'wanted' | 'agreed' | 'declined';
  readonly edits: readonly Edit[];
  readonly reason: string | null;
}

/** What a reader entrusted to a liaison's team: to whom, how and between when; `ready` is whether now. */
export interface Delivery {
  readonly item: string;
  readonly case: string;
  readonly person: string;
  readonly kind: ItemKind;
  readonly language: string;
  readonly way: 'printed' | 'read-aloud' | 'played';
  readonly begins: number;
  readonly until: number;
  readonly ready: boolean;
}

/** Somebody for whom a liaison may act, and until when. */
export interface ActsFor {
  readonly case: string;
  readonly person: string;
  readonly until: number;
}

export interface Upload {
  readonly rendition: string;
  readonly padded: number;
  readonly slice_chunks: number;
  readonly resume: string;
}

export interface NewItem {
  readonly item: string;
  readonly kind: ItemKind;
  readonly language: string;
  readonly recipients: readonly string[];
  readonly in_reply_to: string | null;
  readonly upload: Upload;
  /** Of captions: their recording, and the digest of the statement about the rendition. */
  readonly relates_to?: string;
  readonly timed_by?: string;
}

/** What somebody would send; `length` in bytes, `item` where it goes on with one, `author` for whom a liaison asks. */
export interface Wanted {
  readonly kind: ItemKind;
  readonly length: number;
  readonly item?: string;
  readonly author?: string;
}

export interface MaySend {
  /** In bytes of plaintext. */
  readonly largest: number;
  /** Whether its slices may be put at addresses of the object store. */
  readonly by_address: boolean;
}

export interface NewVersion {
  readonly kind: ItemKind;
  readonly upload: Upload;
  /** Of captions, as in NewItem. */
  readonly timed_by?: string;
}

export interface StoredRendition {
  readonly rendition: string;
  readonly item: string;
  readonly role: 'original' | 'rendition';
  readonly padded: number;
  readonly chunks: number;
  readonly slice_chunks: number;
  readonly table: boolean;
  readonly slices: readonly { readonly slice: number; readonly size: number }[];
  readonly resume: string | null;
  /** Whether there are addresses of the object store for it. */
  readonly by_address: boolean;
}

export interface EvidenceRendition {
  readonly rendition: string;
  readonly role: 'original' | 'rendition';
  readonly padded: number;
  readonly chunks: number;
  readonly slice_chunks: number;
}

export interface Evidence extends EvidenceWire {
  readonly renditions: readonly EvidenceRendition[];
}

export interface Submission {
  readonly manifest: StatementWire;
  readonly grants: readonly {
    readonly grantee: 'author' | 'team' | 'pool';
    readonly rendition: string;
    readonly grant: string;
  }[];
}

export interface NewDecision {
  readonly decision: StatementWire;
  readonly grants: readonly (GrantWire & { readonly person: string })[];
  readonly words: WrittenNote | null;
}

export interface NewEscalation {
  readonly suspension: StatementWire;
  readonly words: WrittenNote | null;
}

export interface OpeningAnswer {
  readonly item: Item;
  readonly grants: readonly GrantWire[];
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

export type { EvidenceWire, GrantWire, ItemKind, Medium, Profile, StatementWire, WayKind };

/**
 * Something that is due of a case, about an item or a person of it. `due` is until when, in seconds;
 * of what was locked since when, of a window when it opens.
 */
export interface Due {
  readonly kind: string;
  readonly case: string;
  readonly item: string | null;
  readonly person: string | null;
  readonly due: number;
  readonly clears: string;
}

/** The first of what waits, soonest first; `total` is how much there is. */
export interface Work {
  readonly rows: readonly Due[];
  readonly total: number;
}
