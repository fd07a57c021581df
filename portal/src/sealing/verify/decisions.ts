/**
 * Whether facilitators approved exactly this for exactly this person: checks 7 to 9 of protocol.md
 * §6. Owns decisions and acceptance; refuses to open anything.
 */
import type { B32 } from '../encoding.ts';
import { SealingError, type Fault } from '../errors.ts';
import type { Wire } from '../statements.ts';
import type { Opened } from '../statements.ts';
import { openAs, teamReader, type Me } from './ground.ts';
import type { Readable } from './item.ts';

export type Approval = Opened<'gobetween/decision/1'>;

/** An item that was approved for the person who is looking. */
export interface Approved extends Readable {
  /** In the order of their sequence. */
  readonly decisions: readonly Approval[];
  /** Digests of the grants of the released container that the decisions name for this person. */
  readonly grantDigests: readonly B32[];
}

function fault(code: Fault, sentence: string): SealingError {
  return new SealingError(code, sentence);
}

function verifyDecision(wire: Wire, readable: Readable, now: number): Approval {
  const decision = openAs(wire, 'gobetween/decision/1', 'decision-invalid');
  const { body } = decision;
  const { ground, manifest, rendition } = readable;
  if (body.item !== manifest.body.item || body.case !== ground.case) {
    throw fault('decision-other-item', 'A decision is about another item.');
  }
  const renditions = rendition ? [rendition.digest] : [];
  const fits =
    body.verdict === 'approve' &&
    body.manifest === manifest.digest &&
    body.renditions.length === renditions.length &&
    body.renditions.every((digest, index) => digest === renditions[index]) &&
    ground.statements.some((statement) => statement.digest === body.case_statement) &&
    body.coverage.covered >= body.coverage.total &&
    teamReader(ground, decision.signer) !== undefined;
  if (!fits) throw fault('decision-invalid', 'A decision does not approve this content.');
  if (now > body.valid_until) throw fault('decision-expired', 'A decision has run out.');
  return decision;
}

function signersRequired({ ground, manifest }: Readable, decisions: readonly Approval[]): number {
  const named = new Set<string>([
    ground.newest.digest,
    manifest.body.case_statement,
    ...decisions.map((decision) => decision.body.case_statement),
  ]);
  const counts = ground.statements
    .filter((statement) => named.has(statement.digest))
    .map((statement) => statement.body.signers);
  return Math.max(...counts);
}

/** Checks 7 and 8. `now` in whole seconds. */
export function verifyDecisions(
  readable: Readable,
  shown: readonly Wire[],
  me: Me,
  now: number,
): Approved {
  if (shown.length === 0) throw fault('decision-missing', 'No facilitator has approved this.');
  const decisions = shown
    .map((wire) => verifyDecision(wire, readable, now))
    .toSorted((a, b) => a.body.sequence - b.body.sequence);
  const signers = new Set(
    decisions.map((decision) => teamReader(readable.ground, decision.signer)?.person),
  );
  if (
    signers.size < decisions.length ||
    decisions.length < signersRequired(readable, decisions)
  ) {
    throw fault('signers-missing', 'Not enough different people have approved this.');
  }
  const forMe = decisions.flatMap((decision) =>
    decision.body.recipients.filter(
      (recipient) => recipient.person === me.person && recipient.key === me.boxPublic,
    ),
  );
  if (forMe.length === 0) {
    throw fault('recipient-mismatch', 'The approval is for someone else, or for another key.');
  }
  const grantDigests = forMe
    .flatMap((recipient) => recipient.grants)
    .filter((grant) => grant.rendition === readable.released.rendition)
    .map((grant) => grant.grant);
  return { ...readable, decisions, grantDigests };
}

/** Check 9. Throws acceptance-missing, acceptance-invalid or outside-window. */
export function verifyAcceptance(
  approved: Approved,
  shown: Wire | null,
  me: Me,
  now: number,
): Opened<'gobetween/acceptance/1'> {
  if (!shown) throw fault('acceptance-missing', 'This person has not accepted the item.');
  const acceptance = openAs(shown, 'gobetween/acceptance/1', 'acceptance-invalid');
  const { body, signer } = acceptance;
  if (
    signer !== me.signPublic ||
    body.person !== me.person ||
    body.item !== approved.manifest.body.item ||
    body.case !== approved.ground.case ||
    body.decisions.length !== approved.decisions.length ||
    body.decisions.some((digest, index) => digest !== approved.decisions[index]?.digest)
  ) {
    throw fault('acceptance-invalid', 'The acceptance is not this person’s for these decisions.');
  }
  if (now < body.from || now > body.until) {
    throw fault('outside-window', 'This is not the time for which the item was accepted.');
  }
  return acceptance;
}
