/**
 * Whose keys are whose in a case: checks 1 to 4 of protocol.md §6. Owns the order of rosters, case
 * statements and team, and the device's own keys; refuses to look at items.
 */
import type { B32, Id } from '../encoding.ts';
import { SealingError } from '../errors.ts';
import type { Ground } from '../evidence.ts';
import type { CasePerson, Certificate, Roster, Team } from '../schemas.ts';
import type { Opened, Wire } from '../statements.ts';
import { different, eachNext, hold, openAs } from './holding.ts';
import { certificateInForce, certificateNamed, type People } from './people.ts';
import { hasReadersRole, verifyRosters, type Pins } from './roster.ts';
import { isReader, onTeam, signerOf, withHeads, type Standing } from './standing.ts';
import { byDigest, checkTeamSigners, linkTeams, type TeamChain } from './teams.ts';

/** Who is looking. */
export interface Me {
  readonly person: Id;
  readonly signPublic: B32;
  readonly boxPublic: B32;
}

export type CaseOpened = Opened<'gobetween/case/1'>;

/** A case whose papers hold together up to the pinned root. */
export interface VerifiedCase {
  readonly case: Id;
  readonly roster: Roster;
  /** Oldest first. */
  readonly statements: readonly CaseOpened[];
  readonly newest: CaseOpened;
  readonly team: Team;
  readonly teams: TeamChain;
  readonly standing: Standing;
  readonly people: People;
  /** The pins after this look: never lower than before. */
  readonly pins: Pins;
}

/** Check 2: the shown case statements in the order shown; none may be shown twice. */
function openCaseStatements(
  shown: readonly Wire[],
  rosters: Iterable<Roster>,
  pins: Pins,
  mustBePinned: boolean,
): { readonly statements: readonly CaseOpened[]; readonly newest: CaseOpened } {
  const statements = shown.map((wire) => openAs(wire, 'gobetween/case/1', 'case-invalid'));
  const ordered = bySequence(statements);
  const newest = ordered.at(-1);
  if (!newest) throw new SealingError('case-invalid', 'There is no case statement.');
  const readers = new Set<string>(
    [...rosters].flatMap(({ staff }) => staff.filter(hasReadersRole).map((entry) => entry.sign)),
  );
  const pin = pins.cases.find((known) => known.case === newest.body.case);
  hold(
    'case-invalid',
    'A case statement is not of this case, or not by its staff.',
    pin !== undefined || !mustBePinned,
    statements.every(({ body }) => body.case === newest.body.case && body.org === pins.org),
    statements.every(({ signer }) => readers.has(signer)),
    different(statements.map(({ body }) => body.sequence)),
    statements.every(({ body }) => different(body.people.map((one) => one.person))),
    eachNext(
      ordered,
      (before, after) =>
        before.body.sequence + 1 !== after.body.sequence || after.body.previous === before.digest,
    ),
  );
  if (pin) {
    hold(
      'case-older',
      'The case statement is older than one that was seen before.',
      newest.body.sequence >= pin.sequence,
    );
    // Without it, nothing shows that the newest team follows the one that was pinned.
    const pinned = statements.find(({ body }) => body.sequence === pin.sequence);
    hold(
      'case-invalid',
      'The case statement that was seen before has been replaced, or is not shown.',
      pinned?.digest === pin.digest,
    );
  }
  return { statements, newest };
}

function bySequence(statements: readonly CaseOpened[]): readonly CaseOpened[] {
  return statements.toSorted((a, b) => a.body.sequence - b.body.sequence);
}

function versionOf(teams: ReadonlyMap<string, Team>, { body }: CaseOpened): number {
  return teams.get(body.team)?.version ?? 0;
}

/** Check 3d: by a reader of the team it names, or of the one before where the team changes. */
function checkCaseSigner(
  statement: CaseOpened,
  statements: readonly CaseOpened[],
  chain: TeamChain,
  standing: Standing,
): void {
  const { body } = statement;
  const teams = byDigest(chain);
  const version = versionOf(teams, statement);
  hold(
    'team-invalid',
    'A case statement goes back to an earlier version of the team.',
    statements.every(
      (one) => one.body.sequence >= body.sequence || versionOf(teams, one) <= version,
    ),
  );
  const before = statements.find(({ digest }) => digest === body.previous);
  const changed = before !== undefined && versionOf(teams, before) + 1 === version;
  const may = [body.team, ...(changed ? [before.body.team] : [])]
    .map((digest) => teams.get(digest))
    .filter((team) => team !== undefined);
  hold(
    'team-invalid',
    'A case statement is not signed by a reader of the team.',
    signerOf(
      standing,
      statement,
      (moment, entry) => isReader(moment, entry) && may.some((team) => onTeam(team, entry)),
    ) !== undefined,
  );
}

/**
 * Checks 1 to 3. Participants' devices know their case from enrolment (`mustBePinned`); staff
 * devices may meet one for the first time and pin it then. Certificates are checked when asked for.
 */
export function verifyCase(shown: Ground, pins: Pins, mustBePinned: boolean): VerifiedCase {
  const { roster, rosters } = verifyRosters(shown, pins);
  const { statements, newest } = openCaseStatements(
    shown.caseStatements,
    rosters.values(),
    pins,
    mustBePinned,
  );
  const { org, case: caseId, sequence } = newest.body;
  const teams = linkTeams(
    shown,
    newest.body,
    statements.map(({ body }) => body.team),
  );
  const team = teams.newest.body;
  const now = { roster, team, by: '' };
  const known = { now, rosters, teams: byDigest(teams), vouched: new Map(), places: [] };
  const standing = withHeads(known, shown.heads, org, caseId);
  checkTeamSigners(teams, standing, shown);
  for (const one of statements) checkCaseSigner(one, statements, teams, standing);
  const others = pins.cases.filter((pin) => pin.case !== caseId);
  const cases = [...others, { case: caseId, sequence, digest: newest.digest }];
  return {
    case: caseId,
    roster,
    statements: bySequence(statements),
    newest,
    team,
    teams,
    standing,
    people: {
      case: newest.body,
      statements: statements.map(({ body }) => body),
      standing,
      shown,
      organisationTeams: teams.ofOrganisation,
    },
    pins: { ...pins, roster: roster.sequence, cases },
  };
}

/**
 * How the newest case statement, or another that was shown, names a participant. Throws
 * certificate-invalid when it does not.
 */
export function namedIn({ newest }: VerifiedCase, person: string, statement = newest): CasePerson {
  const found = statement.body.people.find((one) => one.person === person);
  if (!found) throw new SealingError('certificate-invalid', 'The person is not in the case.');
  return found;
}

/** The case statement of that digest, if it was shown. */
export function shownStatement(
  { statements }: VerifiedCase,
  digest: string,
): CaseOpened | undefined {
  return statements.find((statement) => statement.digest === digest);
}

/**
 * Check 4 for one person: the certificate that the newest case statement names for them, and that
 * follows every one before it. Throws certificate-invalid, signer-removed, re-enrolment-missing or re-enrolment-invalid.
 */
export function certificateOf(ground: VerifiedCase, person: string): Certificate {
  return certificateInForce(ground.people, namedIn(ground, person)).body;
}

/** Check 4 for a participant's own device. Throws as `certificateOf` does, or own-key-replaced. */
export function verifyOwnCertificate(ground: VerifiedCase, me: Me): Certificate {
  const mine = certificateNamed(ground.people, namedIn(ground, me.person)).body;
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
