/**
 * Whether facilitators approved exactly this for exactly this person: checks 7 to 9 of protocol.md
 * §6. Owns decisions and acceptance; refuses to open anything.
 */
import type { B32, Id } from '../encoding.ts';
import { SealingError } from '../errors.ts';
import type { Evidence } from '../evidence.ts';
import type { StaffEntry } from '../schemas.ts';
import { openStatement, type Opened, type Wire } from '../statements.ts';
import { mustBeAgreed } from './agreed.ts';
import { shownStatement, type Me } from './ground.ts';
import { different, eachNext, hold, openAs } from './holding.ts';
import type { Readable, Submitted } from './item.ts';
import { regranted } from './regrant.ts';
import { readerOf } from './standing.ts';

export type Approval = Opened<'gobetween/decision/1'>;

/** An item that was approved for the person who is looking. */
export interface Approved extends Readable {
  /** In the order of their sequence. */
  readonly decisions: readonly Approval[];
  /** Digests of the grants of the released container that the decisions name for this person. */
  readonly grantDigests: readonly B32[];
}

/** An approved item that the person accepted, for now. */
export interface Accepted extends Approved {
  readonly acceptance: Opened<'gobetween/acceptance/1'>;
}

/** Who approved before a reader decides, as that reader's device has verified it. */
export interface EarlierReaders {
  /** Persons, in the order of their decisions. */
  readonly readers: readonly Id[];
  readonly required: number;
  /** Whether one approval more is all that is missing, so that it gives the keys away. */
  readonly last: boolean;
  /** What the decision to be made says of its place. */
  readonly sequence: number;
  readonly previous: B32 | '';
}

/** Who decided this. Throws decision-invalid or signer-removed. */
function deciderOf({ ground }: Readable, decision: Approval): StaffEntry {
  const reader = readerOf(ground.standing, decision);
  if (!reader) {
    throw new SealingError('decision-invalid', 'A decision is not signed by a reader of the team.');
  }
  return reader;
}

function verifyApproval(wire: Wire, readable: Readable): Approval {
  const decision = openAs(wire, 'gobetween/decision/1', 'decision-invalid');
  const { body, signer } = decision;
  const { ground, manifest, rendition } = readable;
  hold(
    'decision-other-item',
    'A decision is about another item.',
    body.case === ground.case,
    body.item === manifest.body.item,
  );
  const reader = deciderOf(readable, decision);
  const renditions = rendition ? [rendition.digest] : [];
  hold(
    'decision-invalid',
    'A decision does not approve exactly this, read as a whole by another than its author.',
    shownStatement(ground, body.case_statement) !== undefined,
    body.manifest === manifest.digest,
    sameList(body.renditions, renditions),
    body.verdict === 'approve',
    body.coverage.covered >= body.coverage.total,
    reader.person !== manifest.body.author,
    !readable.authorKeys.has(signer),
  );
  return decision;
}

function verifyDecision(wire: Wire, readable: Readable, now: number): Approval {
  const decision = verifyApproval(wire, readable);
  hold('decision-expired', 'A decision has run out.', now <= decision.body.valid_until);
  return decision;
}

export function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((member, index) => member === b[index]);
}

function follow(before: Approval, after: Approval): boolean {
  const step = after.body.sequence - before.body.sequence;
  return step > 1 || (step === 1 && after.body.previous === before.digest);
}

function verifyOrder(decisions: readonly Approval[]): void {
  hold(
    'decision-invalid',
    'Decisions are out of order, or do not follow one another.',
    eachNext(decisions, follow),
  );
}

/** A chain is shown from its beginning: what another began, or one before it, counts no more. */
function verifyWhole(decisions: readonly Approval[]): void {
  hold(
    'decision-invalid',
    'The decisions are not one chain from its beginning.',
    decisions.every(({ body }, at) => body.sequence === at + 1),
  );
}

/**
 * The decision by which an item was withheld, on its author's device before it appeals. Throws
 * decision-missing, decision-invalid or signer-removed.
 */
export function verifyWithheld(submitted: Submitted, shown: readonly Wire[]): Approval {
  const wire = shown.at(-1);
  if (!wire) throw new SealingError('decision-missing', 'No decision was shown.');
  const decision = openAs(wire, 'gobetween/decision/1', 'decision-invalid');
  const { manifest, ground } = submitted;
  hold(
    'decision-invalid',
    'The decision does not withhold exactly this.',
    readerOf(ground.standing, decision) !== undefined,
    decision.body.case === ground.case,
    decision.body.item === manifest.body.item,
    decision.body.manifest === manifest.digest,
    decision.body.verdict === 'withhold',
  );
  return decision;
}

function strictest({ ground, manifest }: Readable, decisions: readonly Approval[]): number {
  // A case statement that was in force for any of them cannot be weakened by a later one.
  const named = new Set<string>([
    ground.newest.digest,
    manifest.body.case_statement,
    ...decisions.map((decision) => decision.body.case_statement),
  ]);
  const asked = ground.statements.filter((statement) => named.has(statement.digest));
  return Math.max(...asked.map((statement) => statement.body.signers));
}

/** The last half of check 7, and check 7a. */
function verifySigners(readable: Readable, decisions: readonly Approval[]): void {
  const readers = decisions.map((decision) => deciderOf(readable, decision).person);
  hold(
    'signers-missing',
    'Not enough different people have approved this.',
    different(decisions.map(({ signer }) => signer)),
    // One person under an old and a new key is still one.
    different(readers),
    decisions.length >= strictest(readable, decisions),
  );
  hold(
    'sole-reader',
    'Only people who wrote, vouched or act for somebody here have read this.',
    readers.some((reader) => !readable.involved.has(reader)),
  );
}

/** Checks 8 and 8a: digests of the grants of the released container that are for this device. */
function grantsFor(
  me: Me,
  readable: Readable,
  decisions: readonly Approval[],
  shown: Evidence,
): readonly B32[] {
  const own = decisions.map(({ body, digest }) => {
    const entries = body.recipients.filter((one) => one.person === me.person);
    hold(
      'recipient-mismatch',
      'The approval is for someone else.',
      // A first reader may leave the keys to the second; one who named others did not approve
      // for this person.
      entries.length === (body.recipients.length > 0 ? 1 : 0),
    );
    return entries.map((entry) =>
      entry.key === me.boxPublic
        ? entry.grants
        : regranted(readable, shown, { decision: digest, oldKey: entry.key }, me),
    );
  });
  const named = own.flat();
  hold('recipient-mismatch', 'No decision names this person.', named.length > 0);
  return named
    .flat()
    .filter((grant) => grant.rendition === readable.released.rendition)
    .map((grant) => grant.grant);
}

/** Checks 6b, 7, 7a and 8: that it was approved, whoever looks. `now` in whole seconds. */
export function verifyApproved(
  readable: Readable,
  shown: Evidence,
  now: number,
): Approved['decisions'] {
  mustBeAgreed(readable);
  hold('decision-missing', 'No facilitator has approved this.', shown.decisions.length > 0);
  const decisions = shown.decisions.map((wire) => verifyDecision(wire, readable, now));
  verifyOrder(decisions);
  verifySigners(readable, decisions);
  verifyWhole(decisions);
  return decisions;
}

/** Checks 7, 7a, 8 and 8a. `now` in whole seconds. */
export function verifyDecisions(
  readable: Readable,
  shown: Evidence,
  me: Me,
  now: number,
): Approved {
  const decisions = verifyApproved(readable, shown, now);
  return { ...readable, decisions, grantDigests: grantsFor(me, readable, decisions, shown) };
}

/**
 * Check 7 without its hour, on a reader's device before it decides. A row that no reader of the team
 * signed must never stand in for a reader. Throws decision-invalid, also when this reader or anyone
 * twice is among them, decision-other-item or signer-removed.
 */
export function verifyEarlierDecisions(
  readable: Readable,
  shown: readonly Wire[],
  me: Me,
): EarlierReaders {
  const decisions = shown.map((wire) => verifyApproval(wire, readable));
  const readers = decisions.map((decision) => deciderOf(readable, decision).person);
  verifyOrder(decisions);
  verifyWhole(decisions);
  hold(
    'decision-invalid',
    'Somebody would count as two readers.',
    different([...readers, me.person]),
  );
  const required = strictest(readable, decisions);
  const before = decisions.at(-1);
  return {
    readers,
    required,
    last: readers.length + 1 >= required,
    sequence: before ? before.body.sequence + 1 : 1,
    previous: before ? before.digest : '',
  };
}

/** Whether this person’s own last word on the item is that they keep it (check 9b). */
function keeps(approved: Approved, keepings: readonly Wire[], me: Me): boolean {
  const last = keepings.at(-1);
  if (!last) return false;
  try {
    const { body, signer } = openStatement(last, 'gobetween/keeping/1');
    return (
      signer === me.signPublic &&
      body.case === approved.ground.case &&
      body.item === approved.manifest.body.item &&
      body.person === me.person &&
      body.wish === 'keep'
    );
  } catch {
    return false;
  }
}

/** Checks 9 and 9b. Throws acceptance-missing, acceptance-invalid or outside-window. */
export function verifyAcceptance(
  approved: Approved,
  { acceptance: shown, keepings }: Evidence,
  me: Me,
  now: number,
): Opened<'gobetween/acceptance/1'> {
  if (!shown) {
    throw new SealingError('acceptance-missing', 'This person has not accepted the item.');
  }
  const acceptance = openAs(shown, 'gobetween/acceptance/1', 'acceptance-invalid');
  const { body, signer } = acceptance;
  const decided = approved.decisions.map((decision) => decision.digest);
  hold(
    'acceptance-invalid',
    'The acceptance is not this person’s for these decisions.',
    signer === me.signPublic,
    body.person === me.person,
    body.case === approved.ground.case,
    body.item === approved.manifest.body.item,
    sameList(body.decisions, decided),
  );
  hold(
    'outside-window',
    'This is not the time for which the item was accepted.',
    body.from <= now,
    now <= body.until || keeps(approved, keepings, me),
  );
  return acceptance;
}
