/**
 * Whose keys are whose in a case: checks 1 to 4 of protocol.md §6. Owns roster, case statements,
 * team and certificates; refuses to look at items.
 */
import type { B32, Id } from '../encoding.ts';
import { SealingError, refusingAs, type Fault } from '../errors.ts';
import type { Ground } from '../evidence.ts';
import type { CaseStatement, Certificate, Roster, StatementType, Team } from '../schemas.ts';
import { nameOf, openStatement, type Opened, type Wire } from '../statements.ts';

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

/** A case whose papers hold together up to the pinned root. */
export interface VerifiedCase {
  readonly case: Id;
  readonly roster: Roster;
  readonly statements: readonly Opened<'gobetween/case/1'>[];
  readonly newest: Opened<'gobetween/case/1'>;
  readonly team: Team;
  /** The pins after this look: never lower than before. */
  readonly pins: Pins;
}

/** Throws `code` unless every condition holds. */
export function hold(code: Fault, sentence: string, ...conditions: readonly boolean[]): void {
  if (!conditions.every(Boolean)) throw new SealingError(code, sentence);
}

/** Opens a statement; its absence, or whatever is wrong with it, becomes `code`. */
export function openAs<T extends StatementType>(
  wire: Wire | null,
  type: T,
  code: Fault,
): Opened<T> {
  if (!wire) throw new SealingError(code, 'A statement that is needed was not shown.');
  return refusingAs(code, 'A statement is not what it should be.', () => openStatement(wire, type));
}

function different(values: readonly (string | number)[]): boolean {
  return new Set(values).size === values.length;
}

/** Check 1. Throws roster-invalid or roster-older. */
export function verifyRoster(wire: Wire | null, pins: Pins): Roster {
  const { body: roster, signer } = openAs(wire, 'gobetween/roster/1', 'roster-invalid');
  const { staff, pools } = roster;
  hold(
    'roster-invalid',
    'The roster is not the organisation’s, or names somebody twice.',
    signer === pins.root,
    roster.org === pins.org,
    different(staff.map((entry) => entry.person)),
    // Two people under one key would count as two signers.
    different([...staff, ...pools].map((entry) => entry.sign)),
    different(pools.map((entry) => entry.pool)),
  );
  hold(
    'roster-older',
    'The roster is older than one that was seen before.',
    roster.sequence >= pins.roster,
  );
  return roster;
}

/** The roster's entry of whoever holds a signing key as facilitator or supervisor. */
export function readerOn(roster: Roster, signer: B32): StaffEntry | undefined {
  const entry = roster.staff.find((one) => one.sign === signer);
  return entry?.roles.some((role) => role === 'facilitator' || role === 'supervisor')
    ? entry
    : undefined;
}

/** Whether this member of staff is on the team under the roster's own box key. */
function onTeam(team: Team, entry: StaffEntry): boolean {
  return team.members.some((one) => one.person === entry.person && one.box === entry.box);
}

/** The facilitator or supervisor, on roster and team, who holds a signing key. */
export function teamReader(
  { roster, team }: { readonly roster: Roster; readonly team: Team },
  signer: B32,
): StaffEntry | undefined {
  const entry = readerOn(roster, signer);
  return entry && onTeam(team, entry) ? entry : undefined;
}

/** Check 2: the shown case statements, oldest first; none may be shown twice. */
function verifyCaseStatements(
  shown: readonly Wire[],
  roster: Roster,
  pins: Pins,
  mustBePinned: boolean,
): readonly Opened<'gobetween/case/1'>[] {
  const statements = shown
    .map((wire) => openAs(wire, 'gobetween/case/1', 'case-invalid'))
    .toSorted((a, b) => a.body.sequence - b.body.sequence);
  const newest = statements.at(-1)?.body;
  if (!newest) throw new SealingError('case-invalid', 'There is no case statement.');
  const pin = pins.cases.find((known) => known.case === newest.case);
  hold(
    'case-invalid',
    'A case statement is not of this case, or not by its staff.',
    pin !== undefined || !mustBePinned,
    statements.every(({ body }) => body.case === newest.case && body.org === pins.org),
    statements.every(({ signer }) => readerOn(roster, signer) !== undefined),
    different(statements.map(({ body }) => body.sequence)),
    statements.every(({ body }) => different(body.people.map((one) => one.person))),
    statements.every(({ body }, index) => {
      const before = statements[index - 1];
      const adjoining = before && before.body.sequence + 1 === body.sequence;
      return !adjoining || body.previous === before.digest;
    }),
  );
  if (pin) {
    hold(
      'case-older',
      'The case statement is older than one that was seen before.',
      newest.sequence >= pin.sequence,
    );
    hold(
      'case-invalid',
      'A case statement is not the one that was seen before.',
      statements.every(
        ({ body, digest }) => body.sequence !== pin.sequence || digest === pin.digest,
      ),
    );
  }
  return statements;
}

/** Check 3. Throws team-invalid. */
function verifyTeam(
  wire: Wire | null,
  roster: Roster,
  statements: readonly Opened<'gobetween/case/1'>[],
  newest: CaseStatement,
): Team {
  const { body: team, digest, signer } = openAs(wire, 'gobetween/team/1', 'team-invalid');
  const by = roster.staff.find((entry) => entry.sign === signer);
  hold(
    'team-invalid',
    'The team is not the one that the case names, or not signed by one of its members.',
    digest === newest.team,
    team.case === newest.case,
    team.org === newest.org,
    different(team.members.map((one) => one.person)),
    by !== undefined && onTeam(team, by),
    statements.every((one) => teamReader({ roster, team }, one.signer) !== undefined),
  );
  return team;
}

/**
 * Checks 1 to 3. Participants' devices know their case from enrolment (`mustBePinned`); staff
 * devices may meet one for the first time and pin it then.
 */
export function verifyCase(shown: Ground, pins: Pins, mustBePinned: boolean): VerifiedCase {
  const roster = verifyRoster(shown.roster, pins);
  const statements = verifyCaseStatements(shown.caseStatements, roster, pins, mustBePinned);
  const newest = statements.at(-1);
  if (!newest) throw new SealingError('case-invalid', 'There is no case statement.');
  const team = verifyTeam(shown.team, roster, statements, newest.body);
  const { case: caseId, sequence } = newest.body;
  const others = pins.cases.filter((pin) => pin.case !== caseId);
  const cases = [...others, { case: caseId, sequence, digest: newest.digest }];
  return {
    case: caseId,
    roster,
    statements,
    newest,
    team,
    pins: { ...pins, roster: roster.sequence, cases },
  };
}

/** Check 4 for one person: the certificate that the newest case statement names for them. */
export function certificateOf(
  ground: VerifiedCase,
  shown: readonly Wire[],
  person: string,
): Certificate {
  const named = ground.newest.body.people.find((one) => one.person === person);
  const wire = named && shown.find((one) => nameOf(one) === named.certificate);
  const opened = openAs(wire ?? null, 'gobetween/certificate/1', 'certificate-invalid');
  const { body, signer } = opened;
  hold(
    'certificate-invalid',
    'Someone’s keys are not certified for this case.',
    body.person === person,
    body.role === named?.role,
    body.case === ground.case,
    body.org === ground.newest.body.org,
    teamReader(ground, signer) !== undefined,
  );
  return body;
}

/** Check 4 for a participant's own device. Throws certificate-invalid or own-key-replaced. */
export function verifyOwnCertificate(
  ground: VerifiedCase,
  shown: readonly Wire[],
  me: Me,
): Certificate {
  const mine = certificateOf(ground, shown, me.person);
  hold(
    'own-key-replaced',
    'The keys certified for this person are not this device’s.',
    mine.sign === me.signPublic,
    mine.box === me.boxPublic,
  );
  return mine;
}

/** Check 4 for a member of staff: the roster names exactly this device's keys. */
export function verifyOwnEntry(ground: VerifiedCase, me: Me): void {
  const mine = ground.roster.staff.find((entry) => entry.person === me.person);
  hold(
    'own-key-replaced',
    'The roster has other keys for this person.',
    mine?.sign === me.signPublic,
    mine?.box === me.boxPublic,
  );
}
