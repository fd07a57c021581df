/**
 * Countersigning a case's trail: this reader's word that it is whole, and who was in force. Owns
 * reading the trail and looking at every statement that nobody vouched for yet; refuses to vouch for
 * a statement by somebody who is not in force now, and for a trail that was rewritten since this tab
 * last saw it.
 */
import { ApiProblem, Unreachable, everyRow, get, post } from '../../api/http.ts';
import { parseB64, parseId, unb64, type B32, type Id } from '../../sealing/encoding.ts';
import { SealingError } from '../../sealing/errors.ts';
import { parseGround } from '../../sealing/evidence.ts';
import { checkHead, makeHead } from '../../sealing/heads.ts';
import { nameOf, openAny, openStatement, parseWire, type Wire } from '../../sealing/statements.ts';
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
  const roster = await asked(get<unknown>('/roster'));
  const ground = verifyCase(parseGround({ ...found, roster }), pins(), false);
  verifyOwnEntry(ground, me());
  if (ground.case !== caseId) throw new SealingError('case-invalid', 'This is another case.');
  if (!inForceNow(ground, me().signPublic)) {
    throw new SealingError('head-invalid', 'Only a reader of the case’s team countersigns.');
  }
  return { ground, roster: nameOf(parseWire(roster)) };
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
  return { trail, hashes, shown: new Map(statements.map((one) => [nameOf(one), one])) };
}

function inForceNow({ standing: { now: moment } }: VerifiedCase, signer: string): boolean {
  const entry = entryWith(moment.roster, signer);
  return entry !== undefined && isReader(moment, entry);
}

/** Every key that may have signed something on this trail, as of now. */
function signersOf(ground: VerifiedCase): ReadonlySet<string> {
  const { staff, pools } = ground.roster;
  // Whoever has no keys of their own signs nothing; staff under a mandate sign as staff.
  const certified = ground.newest.body.people.filter((one) => !isMandated(ground.people, one));
  return new Set<string>([
    ...[...staff, ...pools].map((entry) => entry.sign),
    ...certified.map(({ person }) => certificateOf(ground, person).sign),
  ]);
}

/** Holds that whatever nobody in force has vouched for was signed by somebody in force. */
async function look(ground: VerifiedCase, { trail, shown }: Read, vouched: number): Promise<void> {
  const signers = signersOf(ground);
  const isDoubtful = (digest: string): boolean => {
    const wire = shown.get(digest);
    if (!wire || !signers.has(wire.key)) return true;
    openAny(wire);
    return false;
  };
  const after = (number: number): Trail => ({ ...trail, entries: trail.entries.slice(number) });
  const doubtful = statementsOf(after(vouched)).filter(isDoubtful);
  if (doubtful.length === 0) return;
  const since = new Set(statementsOf(after(await vouchedByOthers(ground, trail))));
  if (doubtful.some((digest) => since.has(digest))) {
    throw new Refusal('not-vouched', 'The trail holds a statement by somebody not in force.');
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
  if (!ask.own.every((wire) => named.includes(nameOf(parseWire(wire))))) {
    throw new Refusal('not-on-trail', 'The service left an act of this person out.');
  }
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
