/**
 * Whose keys are whose in a case: checks 1 to 4 of protocol.md §6. Owns roster, case statements,
 * team and certificates; refuses to look at items.
 */
import type { B32, Id } from '../encoding.ts';
import { SealingError, refusingAs, type Fault } from '../errors.ts';
import type { Ground } from '../evidence.ts';
import type { Certificate, Roster, StatementType } from '../schemas.ts';
import { openStatement, type Opened, type Wire } from '../statements.ts';

/** What a device remembers of an organisation and of each case. */
export interface Pins {
  readonly root: B32;
  readonly org: Id;
  /** The highest roster sequence seen. */
  readonly roster: number;
  readonly cases: readonly { readonly case: Id; readonly sequence: number; readonly digest: B32 }[];
}

/** Who is looking. */
export interface Me {
  readonly person: Id;
  readonly signPublic: B32;
  readonly boxPublic: B32;
}

export type StaffEntry = Roster['staff'][number];
export type PoolEntry = Roster['pools'][number];

/** A case whose papers hold together up to the pinned root. */
export interface VerifiedCase {
  readonly case: Id;
  readonly roster: Opened<'gobetween/roster/1'>;
  readonly statements: readonly Opened<'gobetween/case/1'>[];
  readonly newest: Opened<'gobetween/case/1'>;
  readonly team: Opened<'gobetween/team/1'>;
  readonly pool: PoolEntry | null;
  /** The pins after this look: never lower than before. */
  readonly pins: Pins;
}

function fault(code: Fault, sentence: string): SealingError {
  return new SealingError(code, sentence);
}

/** Opens a statement; whatever is wrong with its form or signature becomes `code`. */
export function openAs<T extends StatementType>(wire: Wire, type: T, code: Fault): Opened<T> {
  return refusingAs(code, 'A statement is not what it should be.', () => openStatement(wire, type));
}

/** Check 1. Throws roster-invalid or roster-older. */
export function verifyRoster(wire: Wire, pins: Pins): Opened<'gobetween/roster/1'> {
  const roster = openAs(wire, 'gobetween/roster/1', 'roster-invalid');
  if (roster.signer !== pins.root || roster.body.org !== pins.org) {
    throw fault('roster-invalid', 'The roster is not signed by the organisation’s root.');
  }
  if (roster.body.sequence < pins.roster) {
    throw fault('roster-older', 'The roster is older than one that was seen before.');
  }
  return roster;
}

/** The roster's entry of whoever holds a signing key as facilitator or supervisor. */
export function readerOn(roster: Roster, signer: B32): StaffEntry | undefined {
  return roster.staff.find(
    (entry) =>
      entry.sign === signer &&
      (entry.roles.includes('facilitator') || entry.roles.includes('supervisor')),
  );
}

function verifyCaseStatements(
  shown: readonly Wire[],
  roster: Roster,
  pins: Pins,
  caseId: Id,
  mustBePinned: boolean,
): readonly Opened<'gobetween/case/1'>[] {
  const pin = pins.cases.find((known) => known.case === caseId);
  if (!pin && mustBePinned) throw fault('case-invalid', 'This device does not know this case.');
  const statements = shown.map((wire) => openAs(wire, 'gobetween/case/1', 'case-invalid'));
  for (const { body, signer } of statements) {
    if (body.case !== caseId || body.org !== pins.org || !readerOn(roster, signer)) {
      throw fault('case-invalid', 'A case statement is not of this case, or not by its staff.');
    }
  }
  const sequences = new Map<number, B32>();
  for (const { body, digest } of statements) {
    if ((sequences.get(body.sequence) ?? digest) !== digest) {
      throw fault('case-invalid', 'Two case statements have the same number.');
    }
    sequences.set(body.sequence, digest);
  }
  if (statements.length === 0) throw fault('case-invalid', 'There is no case statement.');
  if (pin) {
    if (Math.max(...sequences.keys()) < pin.sequence) {
      throw fault('case-older', 'The case statement is older than one that was seen before.');
    }
    if ((sequences.get(pin.sequence) ?? pin.digest) !== pin.digest) {
      throw fault('case-invalid', 'A case statement is not the one that was seen before.');
    }
  }
  return statements.toSorted((a, b) => a.body.sequence - b.body.sequence);
}

/** The member of the team, also on the roster as facilitator or supervisor, who holds `signer`. */
export function teamReader(ground: VerifiedCase, signer: B32): StaffEntry | undefined {
  const entry = readerOn(ground.roster.body, signer);
  return entry && ground.team.body.members.some((member) => member.person === entry.person)
    ? entry
    : undefined;
}

function verifyTeam(
  wire: Wire,
  roster: Roster,
  statements: readonly Opened<'gobetween/case/1'>[],
  newest: Opened<'gobetween/case/1'>,
): Opened<'gobetween/team/1'> {
  const team = openAs(wire, 'gobetween/team/1', 'team-invalid');
  const { body } = team;
  if (
    team.digest !== newest.body.team ||
    body.case !== newest.body.case ||
    body.org !== newest.body.org
  ) {
    throw fault('team-invalid', 'The team is not the one that the case names.');
  }
  const signer = roster.staff.find((entry) => entry.sign === team.signer);
  if (
    !signer ||
    !body.members.some((member) => member.person === signer.person && member.box === signer.box)
  ) {
    throw fault('team-invalid', 'The team is not signed by one of its members.');
  }
  const memberIds = new Set(body.members.map((member) => member.person));
  for (const statement of statements) {
    const by = readerOn(roster, statement.signer);
    if (!by || !memberIds.has(by.person)) {
      throw fault('team-invalid', 'A case statement is by someone who is not on the team.');
    }
  }
  return team;
}

/**
 * Checks 1 to 3 for `caseId`. Participants' devices know their case from enrolment; staff devices
 * may see one for the first time (`mustBePinned` false) and pin it then.
 */
export function verifyCase(
  shown: Ground,
  pins: Pins,
  caseId: Id,
  mustBePinned: boolean,
): VerifiedCase {
  const roster = verifyRoster(shown.roster, pins);
  const statements = verifyCaseStatements(
    shown.caseStatements,
    roster.body,
    pins,
    caseId,
    mustBePinned,
  );
  const newest = statements.at(-1);
  if (!newest) throw fault('case-invalid', 'There is no case statement.');
  const team = verifyTeam(shown.team, roster.body, statements, newest);
  const pool = roster.body.pools.find((entry) => entry.pool === newest.body.pool) ?? null;
  const others = pins.cases.filter((pin) => pin.case !== caseId);
  const pin = { case: caseId, sequence: newest.body.sequence, digest: newest.digest };
  return {
    case: caseId,
    roster,
    statements,
    newest,
    team,
    pool,
    pins: { ...pins, roster: roster.body.sequence, cases: [...others, pin] },
  };
}

/**
 * Check 4 for one person: the certificate that the newest case statement names for them. Throws
 * certificate-invalid.
 */
export function certificateOf(
  ground: VerifiedCase,
  shown: readonly Wire[],
  person: string,
): Certificate {
  const invalid = fault('certificate-invalid', 'Someone’s keys are not certified for this case.');
  const entry = ground.newest.body.people.find((one) => one.person === person);
  if (!entry) throw invalid;
  for (const wire of shown) {
    const certificate = openAs(wire, 'gobetween/certificate/1', 'certificate-invalid');
    if (certificate.digest !== entry.certificate) continue;
    const { body } = certificate;
    if (
      body.person !== person ||
      body.role !== entry.role ||
      body.case !== ground.case ||
      body.org !== ground.newest.body.org ||
      !teamReader(ground, certificate.signer)
    ) {
      throw invalid;
    }
    return body;
  }
  throw invalid;
}

/** Check 4 for a participant's own device. Throws certificate-invalid or own-key-replaced. */
export function verifyOwnCertificate(
  ground: VerifiedCase,
  shown: readonly Wire[],
  me: Me,
): Certificate {
  const mine = certificateOf(ground, shown, me.person);
  if (mine.sign !== me.signPublic || mine.box !== me.boxPublic) {
    throw fault('own-key-replaced', 'The keys certified for this person are not this device’s.');
  }
  return mine;
}
