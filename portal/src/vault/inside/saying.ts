/**
 * Consent, acknowledgement and records (protocol.md §4.18, §4.26, §4.27): a person's own word, and
 * what a reader of the team records. Owns these signatures; refuses to sign for another case or for
 * somebody else, and to record anything for whoever is not a reader of the team.
 */
import { digestText, newId, parseId, utf8, type B32, type Id } from '../../sealing/encoding.ts';
import { SealingError } from '../../sealing/errors.ts';
import { parseGround } from '../../sealing/evidence.ts';
import type { Body } from '../../sealing/schemas.ts';
import { openStatement, parseWire, sign, type Opened } from '../../sealing/statements.ts';
import { verifyCase, verifyOwnEntry, type VerifiedCase } from '../../sealing/verify/ground.ts';
import { entryWith } from '../../sealing/verify/roster.ts';
import { isReader } from '../../sealing/verify/standing.ts';
import type { GroundWire, Operations, StatementWire } from '../messages.ts';
import type { NewRecord } from '../messages-practice.ts';
import { now } from './now.ts';
import { me, pins, remember, unlocked } from './session.ts';

type Ask<K extends keyof Operations> = Operations[K]['ask'];
type Answer<K extends keyof Operations> = Operations[K]['answer'];
type RecordBody = Body<'gobetween/record/1'>;

function digestOf(words: string): B32 {
  return digestText(utf8(words));
}

/** A case that this device has come to know. Throws case-invalid. */
export function knownCase(shown: string): Id {
  const caseId = parseId(shown);
  if (!pins().cases.some((pin) => pin.case === caseId)) {
    throw new SealingError('case-invalid', 'This is another case.');
  }
  return caseId;
}

export function consent(ask: Ask<'consent'>): Answer<'consent'> {
  const { wire } = sign(
    'gobetween/consent/1',
    {
      org: pins().org,
      case: knownCase(ask.case),
      person: me().person,
      purpose: ask.purpose,
      medium: ask.medium,
      wording: digestOf(ask.wording),
      language: ask.language,
      given: ask.given,
      at: now(),
    },
    unlocked().keys.seed,
  );
  return { consent: wire };
}

export function acknowledge(ask: Ask<'acknowledge'>): Answer<'acknowledge'> {
  const { wire } = sign(
    'gobetween/acknowledgement/1',
    {
      org: pins().org,
      case: knownCase(ask.case),
      person: me().person,
      wording: digestOf(ask.wording),
      language: ask.language,
      given: ask.given,
      at: now(),
    },
    unlocked().keys.seed,
  );
  return { acknowledgement: wire };
}

/** The case as its reader sees it. Throws what checks 1 to 4 throw, or team-invalid. */
function asReader(shown: GroundWire, caseId: Id): VerifiedCase {
  const ground = verifyCase(parseGround(shown), pins(), false);
  verifyOwnEntry(ground, me());
  if (ground.case !== caseId) throw new SealingError('case-invalid', 'This is another case.');
  const { now: moment } = ground.standing;
  const entry = entryWith(moment.roster, me().signPublic);
  if (!entry || !isReader(moment, entry)) {
    throw new SealingError('team-invalid', 'Only a reader of the case’s team records.');
  }
  return ground;
}

/** Two records are about the same but for what they say. A plan replaces one of another length. */
function isAboutTheSame(one: RecordBody, other: RecordBody): boolean {
  return (
    one.kind === other.kind &&
    one.person === other.person &&
    one.subject === other.subject &&
    (one.kind === 'plan' || one.round === other.round)
  );
}

function opened(wire: StatementWire): readonly Opened<'gobetween/record/1'>[] {
  try {
    return [openStatement(parseWire(wire), 'gobetween/record/1')];
  } catch {
    // The service takes a record only after the one that it has itself, whatever it shows.
    return [];
  }
}

function subjectOf({ kind, subject }: NewRecord): Id | '' {
  if (subject !== undefined) return parseId(subject);
  return kind === 'restriction' ? newId() : '';
}

export function record(ask: Ask<'record'>): Answer<'record'> {
  const ground = asReader(ask.ground, parseId(ask.case));
  const pinsMoved = remember(ground.pins);
  const { record: made } = ask;
  const body: RecordBody = {
    org: pins().org,
    case: ground.case,
    kind: made.kind,
    status: made.status,
    person: made.person === undefined ? '' : parseId(made.person),
    subject: subjectOf(made),
    round: made.round ?? 0,
    media: made.media ?? [],
    wording: made.wording === undefined ? '' : digestOf(made.wording),
    until: made.until ?? 0,
    previous: '',
    at: now(),
  };
  const before = ask.records.flatMap(opened).findLast((one) => isAboutTheSame(one.body, body));
  const previous = before?.digest ?? '';
  const { wire } = sign('gobetween/record/1', { ...body, previous }, unlocked().keys.seed);
  return { record: wire, pinsMoved };
}
