/**
 * Countersigning a case's trail: this reader's word that it is whole, and who was in force. Owns
 * reading the trail and looking at every statement that nobody vouched for yet; refuses to vouch for
 * a statement by somebody who may not say it now, for a trail that is newer than the case beside it,
 * and for one that was rewritten since this tab last saw it.
 */
import { ApiProblem, Unreachable, everyRow, get, post } from '../../api/http.ts';
import { parseB64, parseId, unb64, type B32, type Id } from '../../sealing/encoding.ts';
import { SealingError } from '../../sealing/errors.ts';
import { parseGround } from '../../sealing/evidence.ts';
import { checkHead, makeHead } from '../../sealing/heads.ts';
import type { StatementType } from '../../sealing/schemas.ts';
import { maySign, type Signers } from '../../sealing/signers.ts';
import {
  nameOf,
  openAny,
  openStatement,
  parseWire,
  voiceIn,
  type Opened,
  type Wire,
} from '../../sealing/statements.ts';
import { readChain, statementsOf, type Trail } from '../../sealing/trail.ts';
import { certificateOf, verifyCase, verifyOwnEntry } from '../../sealing/verify/ground.ts';
import type { VerifiedCase } from '../../sealing/verify/ground.ts';
import { isMandated } from '../../sealing/verify/people.ts';
import { entryWith } from '../../sealing/verify/roster.ts';
import { isReader } from '../../sealing/verify/standing.ts';
import type { Operations } from '../messages.ts';
import { now } from './now.ts';
import { Refusal } from './refusal.ts';
import { me, pins, remember, unlocked } from './session.ts';

type Ask<K extends keyof Operations> = Operations[K]['ask'];
type Answer<K extends keyof Operations> = Operations[K]['answer'];

/** Roster or team may change between the look and the signature, but not every time. */
const ATTEMPTS = 3;

/** What this tab has read of a trail, and up to which entry it vouched. */
interface Seen {
  readonly hashes: readonly string[];
  readonly vouched: number;
}

interface Row {
  readonly entry: string;
  readonly hash: string;
  readonly statement: Wire | null;
}

const seen = new Map<string, Seen>();
let earlier: Promise<unknown> = Promise.resolve();

export function forgetTrails(): void {
  seen.clear();
}

/** What the page is told when the service did not answer, or answered no. */
function asRefusal(cause: unknown): unknown {
  if (cause instanceof ApiProblem) {
    return new Refusal('fetch-failed', 'The service refused.', cause.status);
  }
  if (cause instanceof Unreachable) {
    return new Refusal('fetch-failed', 'The service did not answer.');
  }
  return cause;
}

async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    throw asRefusal(cause);
  }
}

interface Standing {
  readonly ground: VerifiedCase;
  readonly roster: B32;
}

/** The case as it is now, for a reader of its team: checks 1 to 4, and the roster's digest. */
async function caseInForce(caseId: Id): Promise<Standing> {
  const found = await asked(get<Record<string, unknown>>(`/cases/${caseId}`));
  const ground = verifyCase(parseGround(found), pins(), false);
  verifyOwnEntry(ground, me());
  if (ground.case !== caseId) throw new SealingError('case-invalid', 'This is another case.');
  if (!inForceNow(ground, me().signPublic)) {
    throw new SealingError('head-invalid', 'Only a reader of the case’s team countersigns.');
  }
  return { ground, roster: nameOf(parseWire(found['roster'])) };
}

interface Read {
  readonly trail: Trail;
  readonly hashes: readonly string[];
  readonly shown: ReadonlyMap<string, Wire>;
}

/** The whole trail. Throws trail-broken, also for another one than was read before. */
async function readTrail(caseId: Id): Promise<Read> {
  const rows = await asked(everyRow<Row>(`/chains/${caseId}`));
  const trail = readChain(
    caseId,
    rows.map(({ entry, hash }) => ({ entry: unb64(entry), hash: unb64(hash, 32) })),
  );
  // Each hash stands for all the bytes before it.
  const hashes = rows.map(({ hash }) => parseB64(hash));
  const before = seen.get(caseId)?.hashes ?? [];
  if (before.some((hash, at) => hashes[at] !== hash)) {
    throw new SealingError('trail-broken', 'The trail is not the one that was read before.');
  }
  const statements = rows.flatMap(({ statement }) => (statement ? [parseWire(statement)] : []));
  return { trail, hashes, shown: new Map(statements.map((one) => [voiceIn(one), one])) };
}

function inForceNow({ standing: { now: moment } }: VerifiedCase, signer: string): boolean {
  const entry = entryWith(moment.roster, signer);
  return entry !== undefined && isReader(moment, entry);
}

/**
 * Every statement that the trail names, in its order. Throws not-vouched where one is kept back: it
 * could be what is newer than the case that was shown, whoever vouched for it.
 */
function everyNamed({ trail, shown }: Read): readonly Wire[] {
  return statementsOf(trail).map((voice) => {
    const wire = shown.get(voice);
    if (!wire) throw new Refusal('not-vouched', 'The service keeps back what the trail names.');
    return wire;
  });
}

function openedOf<T extends StatementType>(type: T, read: Read): readonly Opened<T>[] {
  const wires = everyNamed(read).filter((wire) => wire.type === type);
  return wires.map((wire) => openStatement(wire, type));
}

/**
 * Whether case statement and team that were looked at are the newest that the trail names. Beside an
 * older case, this reader would name a team of before for what was signed since, and so believe
 * whoever was taken off it.
 */
function isAsNewAs({ newest, teams: { newest: team } }: VerifiedCase, read: Read): boolean {
  // Not the last ones: a trail can name an older one again.
  const cases = openedOf('gobetween/case/1', read).filter(
    ({ body }) => body.sequence >= newest.body.sequence,
  );
  const versions = openedOf('gobetween/team/1', read).filter(
    ({ body }) => body.version >= team.body.version,
  );
  return (
    cases.length > 0 &&
    cases.every(({ digest }) => digest === newest.digest) &&
    versions.length > 0 &&
    versions.every(({ digest }) => digest === team.digest)
  );
}

/** Whose word something on this trail can be, as of now. */
function signersOf(ground: VerifiedCase, read: Read): Signers {
  // Whoever has left since is on an earlier roster; a head vouches for nobody who is not on its own.
  const rosters = [...ground.standing.rosters.values()];
  const [staff, pools] = [rosters.flatMap((one) => one.staff), rosters.flatMap((one) => one.pools)];
  // Whoever has no keys of their own signs nothing; staff under a mandate sign as staff.
  const certified = ground.newest.body.people.filter((one) => !isMandated(ground.people, one));
  const manifests = openedOf('gobetween/manifest/1', read);
  return {
    staff: new Set(staff.map(({ sign }) => sign)),
    liaisons: new Set(
      staff.filter(({ roles }) => roles.includes('liaison')).map(({ sign }) => sign),
    ),
    pools: new Set(pools.map(({ sign }) => sign)),
    people: new Map(
      certified.map(({ person }) => [person, new Set([certificateOf(ground, person).sign])]),
    ),
    authors: new Map(manifests.map(({ digest, body }) => [digest, body.author])),
  };
}

/** Holds that whatever nobody in force has vouched for is its signer’s to say. */
async function look(ground: VerifiedCase, read: Read, vouched: number): Promise<void> {
  const { trail, shown } = read;
  const signers = signersOf(ground, read);
  const isDoubtful = (voice: string): boolean => {
    const wire = shown.get(voice);
    return !wire || !maySign(openAny(wire), signers);
  };
  const after = (number: number): Trail => ({ ...trail, entries: trail.entries.slice(number) });
  const doubtful = statementsOf(after(vouched)).filter(isDoubtful);
  if (doubtful.length === 0) return;
  const since = new Set(statementsOf(after(await vouchedByOthers(ground, trail))));
  if (doubtful.some((voice) => since.has(voice))) {
    throw new Refusal('not-vouched', 'The trail holds what is not its signer’s to say.');
  }
}

/** The furthest entry that somebody in force now has countersigned. */
async function vouchedByOthers(ground: VerifiedCase, trail: Trail): Promise<number> {
  for (const wire of await asked(everyRow<Wire>(`/chains/${ground.case}/heads`))) {
    const head = openStatement(parseWire(wire), 'gobetween/head/1');
    if (inForceNow(ground, head.signer) && head.body.number <= trail.entries.length) {
      return checkHead(head.wire, trail).body.number;
    }
  }
  return 0;
}

async function attempt(ask: Ask<'countersign'>): Promise<Answer<'countersign'> | null> {
  const caseId = parseId(ask.case);
  const { ground, roster } = await caseInForce(caseId);
  const pinsMoved = remember(ground.pins);
  const read = await readTrail(caseId);
  const { vouched = 0 } = seen.get(caseId) ?? {};
  seen.set(caseId, { hashes: read.hashes, vouched });
  const named = statementsOf(read.trail);
  if (!ask.own.every((wire) => named.includes(voiceIn(parseWire(wire))))) {
    throw new Refusal('not-on-trail', 'The service left an act of this person out.');
  }
  if (!isAsNewAs(ground, read)) return null;
  await look(ground, read, vouched);
  const inForce = { org: pins().org, roster, team: ground.teams.newest.digest };
  const head = makeHead(read.trail, inForce, unlocked().keys.seed, now());
  try {
    await post(`/chains/${caseId}/heads`, { head: head.wire });
  } catch (cause) {
    // Somebody published a roster or a team between the look and the signature.
    if (cause instanceof ApiProblem && cause.status === 409) return null;
    throw asRefusal(cause);
  }
  const { number } = head.body;
  seen.set(caseId, { hashes: read.hashes, vouched: number });
  return { number, pinsMoved };
}

async function untilStored(ask: Ask<'countersign'>): Promise<Answer<'countersign'>> {
  for (let tried = 0; tried < ATTEMPTS; tried += 1) {
    const stored = await attempt(ask);
    if (stored) return stored;
  }
  throw new Refusal('not-vouched', 'Roster or team kept changing; nothing was countersigned.');
}

/**
 * Countersigns all of a case's trail as it is now, one at a time: two that read at once would take
 * one another's trail for a rewritten one.
 */
export function countersign(ask: Ask<'countersign'>): Promise<Answer<'countersign'>> {
  const made = earlier.then(() => untilStored(ask));
  earlier = made.catch(() => undefined);
  return made;
}
