/**
 * Who was in force when they signed: now, or at a moment that somebody else vouches for (protocol.md
 * §6.2, check 3e). A moment is a roster and a version of the case's team that were in force together.
 * Refuses to know what was signed.
 */
import { unb64, type B32 } from '../encoding.ts';
import { SealingError } from '../errors.ts';
import type { ShownHead } from '../evidence.ts';
import type { HeadStatement } from '../heads.ts';
import { checkInclusion } from '../merkle.ts';
import type { PoolEntry, Roster, StaffEntry, Team } from '../schemas.ts';
import { voiceOf } from '../statements.ts';
import { different, hold, openAs } from './holding.ts';
import { entryWith, hasReadersRole } from './roster.ts';

/** `by` is who vouches for the moment; empty for now. */
export interface Moment {
  readonly roster: Roster;
  readonly team: Team;
  readonly by: string;
}

export type Allowed = (moment: Moment, entry: StaffEntry) => boolean;

/** What is asked of a statement here: its name, and the key it was signed with. */
export interface Signed {
  readonly digest: B32;
  readonly signer: B32;
}

/** Where statements stand on the trail, by their voices, as `by` vouches. */
interface Places {
  readonly by: string;
  readonly at: ReadonlyMap<string, number>;
}

/** The present, every roster and version of the team shown, and the moments vouched for. */
export interface Standing {
  readonly now: Moment;
  readonly rosters: ReadonlyMap<string, Roster>;
  readonly teams: ReadonlyMap<string, Team>;
  readonly vouched: ReadonlyMap<string, readonly Moment[]>;
  /** One for each head that counts. */
  readonly places: readonly Places[];
}

/** Whether this member of staff is on the team under the roster's own box key. */
export function onTeam(team: Team, entry: StaffEntry): boolean {
  return team.members.some((one) => one.person === entry.person && one.box === entry.box);
}

/** Whether this is a facilitator or supervisor on the moment's team. */
export function isReader(moment: Moment, entry: StaffEntry): boolean {
  return hasReadersRole(entry) && onTeam(moment.team, entry);
}

/** The moments at which a statement is known to have been there, the present first. */
function momentsOf({ now, vouched }: Standing, statement: Signed): readonly Moment[] {
  return [now, ...(vouched.get(voiceOf(statement)) ?? [])];
}

function removed(): SealingError {
  return new SealingError(
    'signer-removed',
    'A signer is no longer in force, and nobody vouches for then.',
  );
}

/** The signer, if at one of the statement's moments they were allowed and another vouches. */
function inForce(standing: Standing, statement: Signed, allowed: Allowed): StaffEntry | undefined {
  for (const moment of momentsOf(standing, statement)) {
    const entry = entryWith(moment.roster, statement.signer);
    if (entry && entry.person !== moment.by && allowed(moment, entry)) return entry;
  }
  return undefined;
}

/**
 * The signer, if they were allowed at one of the statement's moments. Throws signer-removed for
 * somebody who was allowed under rosters and teams that were shown, but for whose statement nobody
 * else vouches.
 */
export function signerOf(
  standing: Standing,
  statement: Signed,
  allowed: Allowed,
): StaffEntry | undefined {
  const found = inForce(standing, statement, allowed);
  if (found) return found;
  for (const roster of standing.rosters.values()) {
    const entry = entryWith(roster, statement.signer);
    const teams = entry ? [...standing.teams.values()] : [];
    if (entry && teams.some((team) => allowed({ roster, team, by: '' }, entry))) throw removed();
  }
  return undefined;
}

/** Whether somebody else than its signer vouches that `statement` came before `later`. */
export function stoodBefore(
  { rosters, places }: Standing,
  statement: Signed,
  later: Signed,
): boolean {
  const signers = new Set<string | undefined>(
    [...rosters.values()].map((roster) => entryWith(roster, statement.signer)?.person),
  );
  return places.some(({ by, at }) => {
    const [first, then] = [at.get(voiceOf(statement)), at.get(voiceOf(later))];
    return !signers.has(by) && first !== undefined && then !== undefined && first < then;
  });
}

/** The facilitator or supervisor of the case's team who signed this. Throws signer-removed. */
export function readerOf(standing: Standing, statement: Signed): StaffEntry | undefined {
  return signerOf(standing, statement, isReader);
}

/** The pool of that id which signed this, on a roster in force then. Throws signer-removed. */
export function poolOf(
  standing: Standing,
  statement: Signed,
  pool: string | undefined,
): PoolEntry | undefined {
  const on = (roster: Roster): PoolEntry | undefined =>
    roster.pools.find((one) => one.pool === pool && one.sign === statement.signer);
  for (const { roster } of momentsOf(standing, statement)) {
    const found = on(roster);
    if (found) return found;
  }
  if ([...standing.rosters.values()].some((roster) => on(roster))) throw removed();
  return undefined;
}

interface ReadHead {
  readonly head: HeadStatement;
  readonly moment: Moment;
  readonly shown: ShownHead;
}

/**
 * Check 3e: adds the moments and places that the shown heads vouch for. A head counts when its signer
 * is in force now, or when it stands itself in another person's head that counts and its signer was in
 * force then; one that does not count proves nothing and is passed over. Throws head-invalid or
 * inclusion-invalid.
 */
export function withHeads(
  standing: Standing,
  shown: readonly ShownHead[],
  org: string,
  caseId: string,
): Standing {
  const heads = shown.map((one) => readHead(standing, one, org, caseId));
  holdOneTrail(heads);
  const vouched = new Map<string, readonly Moment[]>();
  const places: Places[] = [];
  let waiting: readonly ReadHead[] = heads;
  for (;;) {
    const known = { ...standing, vouched, places };
    const counted = waiting.filter(({ head }) => inForce(known, head, isReader));
    if (counted.length === 0) return known;
    waiting = waiting.filter((one) => !counted.includes(one));
    for (const {
      moment,
      shown: { inclusions },
    } of counted) {
      places.push({
        by: moment.by,
        at: new Map(inclusions.map(({ statement, index }) => [statement, index])),
      });
      for (const { statement } of inclusions) {
        vouched.set(statement, [...(vouched.get(statement) ?? []), moment]);
      }
    }
  }
}

function readHead(standing: Standing, shown: ShownHead, org: string, caseId: string): ReadHead {
  const head = openAs(shown.head, 'gobetween/head/1', 'head-invalid');
  const { body } = head;
  hold('head-invalid', 'A head is of another trail.', body.org === org, body.chain === caseId);
  const roster = standing.rosters.get(body.roster);
  const team = standing.teams.get(body.team);
  if (!roster || !team) {
    throw new SealingError('head-invalid', 'A head names a roster or team that is not shown.');
  }
  const entry = entryWith(roster, head.signer);
  const moment = { roster, team, by: entry?.person ?? '' };
  if (!entry || !isReader(moment, entry)) {
    throw new SealingError('head-invalid', 'A head’s signer was not in force under it.');
  }
  for (const { statement, index, proof } of shown.inclusions) {
    const place = { index, size: body.size, proof: proof.map((one) => unb64(one, 32)) };
    checkInclusion(unb64(statement, 32), place, unb64(body.statements, 32));
  }
  return { head, moment, shown };
}

/** Two heads at one entry that differ show that the server keeps two trails. */
function holdOneTrail(heads: readonly ReadHead[]): void {
  const ends = new Map(
    heads.map(({ head: { body } }) => [
      [body.number, body.hash, body.statements, body.size].join(' '),
      body.number,
    ]),
  );
  hold('head-invalid', 'Two heads at one entry of a trail differ.', different([...ends.values()]));
}
