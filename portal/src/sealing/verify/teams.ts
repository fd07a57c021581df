/**
 * The versions of a case's team, and stepping in: checks 3a to 3c of protocol.md §6. Owns that each
 * version rightly follows another; refuses to say what a team may do.
 */
import { SealingError } from '../errors.ts';
import type { Ground } from '../evidence.ts';
import type { CaseStatement, Roster, StaffEntry, Team } from '../schemas.ts';
import type { Opened } from '../statements.ts';
import { different, eachNext, hold, openAs } from './holding.ts';
import { hasReadersRole } from './roster.ts';
import { isReader, onTeam, readerOf, signerOf, type Allowed, type Standing } from './standing.ts';

export type Version = Opened<'gobetween/team/1'>;
type StepIn = Opened<'gobetween/step-in/1'>;
type Cover = Opened<'gobetween/cover/1'>;

/** The case's team from version 1 to the newest, and the organisation's teams by digest. */
export interface TeamChain {
  readonly versions: readonly [Version, ...Version[]];
  readonly newest: Version;
  readonly ofOrganisation: ReadonlyMap<string, Team>;
}

/** Every version by its statement's digest. */
export function byDigest({ versions }: TeamChain): ReadonlyMap<string, Team> {
  return new Map(versions.map(({ digest, body }) => [digest, body]));
}

/**
 * Check 3a: the newest case statement's team, linked without a gap down to version 1. `named` are the
 * team digests of all case statements shown; each must be in the chain. Throws team-invalid. Signers
 * are left to `checkTeamSigners`.
 */
export function linkTeams(
  shown: Ground,
  newest: CaseStatement,
  named: readonly string[],
): TeamChain {
  const last = openAs(shown.team, 'gobetween/team/1', 'team-invalid');
  hold('team-invalid', 'The team is not the one that the case names.', last.digest === newest.team);
  const opened = new Map(
    shown.teams
      .map((wire) => openAs(wire, 'gobetween/team/1', 'team-invalid'))
      .map((one) => [one.digest as string, one] as const),
  );
  const ours = new Map([...opened].filter(([, { body }]) => body.case !== ''));
  const versions: [Version, ...Version[]] = [last];
  for (let { previous } = last.body; previous !== ''; previous = versions[0].body.previous) {
    const before = ours.get(previous);
    if (!before) throw new SealingError('team-invalid', 'A version of the team is not shown.');
    ours.delete(previous);
    versions.unshift(before);
  }
  const digests = new Set<string>(versions.map(({ digest }) => digest));
  hold(
    'team-invalid',
    'The versions of the team are not one chain of this case.',
    ours.size === 0,
    versions.every(({ body }) => body.case === newest.case && body.org === newest.org),
    versions.every(({ body }) => body.team === last.body.team),
    eachNext(versions, (before, after) => after.body.version === before.body.version + 1),
    versions.every(({ body }) => different(body.members.map((one) => one.person))),
    named.every((digest) => digests.has(digest)),
  );
  const others = [...opened.values()].filter(({ body }) => body.case === '');
  hold(
    'team-invalid',
    'A team of another organisation is shown.',
    others.every(({ body }) => body.org === newest.org),
  );
  const ofOrganisation = new Map(others.map(({ digest, body }) => [digest, body]));
  return { versions, newest: last, ofOrganisation };
}

/**
 * Check 3b: version 1 by one of its members, each later one by a reader of the one before; somebody
 * else only with two step-ins. Throws team-invalid, step-in-invalid or signer-removed.
 */
export function checkTeamSigners(chain: TeamChain, standing: Standing, shown: Ground): void {
  const [first] = chain.versions;
  const founded: Allowed = (moment, entry) =>
    onTeam(first.body, entry) && onTeam(moment.team, entry);
  hold(
    'team-invalid',
    'The team is not signed by one of its members.',
    signerOf(standing, first, founded) !== undefined,
  );
  chain.versions.forEach((after, at) => {
    const before = chain.versions[at - 1];
    if (before) checkFollowed(chain, before, after, standing, shown);
  });
}

function checkFollowed(
  chain: TeamChain,
  before: Version,
  after: Version,
  standing: Standing,
  shown: Ground,
): void {
  const stepIns = shown.stepIns
    .map((wire) => openAs(wire, 'gobetween/step-in/1', 'step-in-invalid'))
    .filter(({ body }) => body.next === after.digest);
  if (stepIns.length > 0) {
    checkStepIns(chain, { before, after, stepIns }, standing, shown);
    return;
  }
  const followed: Allowed = (moment, entry) =>
    isReader(moment, entry) && onTeam(before.body, entry);
  hold(
    'team-invalid',
    'A version of the team is not signed by a reader of the version before.',
    signerOf(standing, after, followed) !== undefined,
  );
}

interface Step {
  readonly before: Version;
  readonly after: Version;
  readonly stepIns: readonly StepIn[];
}

/** Check 3c: one of the supervisors' team and one of the duty team, two people, took over. */
function checkStepIns(
  chain: TeamChain,
  { before, after, stepIns }: Step,
  standing: Standing,
  shown: Ground,
): void {
  const cover = coverOf(before, shown);
  const { supervisors, duty } = cover.body;
  const signed = new Map<string, string>();
  for (const stepIn of stepIns) {
    const { body } = stepIn;
    const half = body.capacity === 'supervisor' ? supervisors : duty;
    const entry = signerOf(
      standing,
      stepIn,
      (moment, one) =>
        hasReadersRole(one) &&
        onOrganisationTeam(chain.ofOrganisation, moment.roster, half.team, one),
    );
    hold(
      'step-in-invalid',
      'A step-in is not of this version, or not by one whom the cover names.',
      body.org === before.body.org,
      body.case === before.body.case,
      body.cover === cover.digest,
      body.previous === before.digest,
      entry !== undefined,
      !signed.has(body.capacity),
    );
    signed.set(body.capacity, entry?.person ?? '');
  }
  const signer = readerOf(standing, after);
  const people = [...signed.values()];
  hold(
    'step-in-invalid',
    'A step-in takes one supervisor and one duty member, and one of them signs the team.',
    signed.has('supervisor') && signed.has('duty'),
    different(people),
    supervisors.team !== duty.team,
    signer !== undefined && people.includes(signer.person) && onTeam(after.body, signer),
  );
}

function coverOf(before: Version, shown: Ground): Cover {
  const covers = shown.covers
    .map((wire) => openAs(wire, 'gobetween/cover/1', 'step-in-invalid'))
    .filter(({ body }) => body.team === before.digest);
  const [cover] = covers;
  if (!cover || covers.length > 1) {
    throw new SealingError('step-in-invalid', 'There is not exactly one cover for a version.');
  }
  hold(
    'step-in-invalid',
    'A cover is not of this version, or not by who made it.',
    cover.signer === before.signer,
    cover.body.org === before.body.org,
    cover.body.case === before.body.case,
    cover.body.version === before.body.version,
  );
  return cover;
}

/** Whether someone is on a team of the organisation that this roster names. */
export function onOrganisationTeam(
  teams: ReadonlyMap<string, Team>,
  roster: Roster,
  team: string,
  entry: StaffEntry,
): boolean {
  const named: readonly string[] = roster.teams;
  return [...teams].some(
    ([digest, one]) => named.includes(digest) && one.team === team && onTeam(one, entry),
  );
}
