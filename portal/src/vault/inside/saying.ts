/**
 * Consent, acknowledgement, pauses and records (protocol.md §4.18, §4.26, §4.27, §4.31): a person's
 * own word, and what a reader of the team records or asks for. Owns these signatures; refuses to sign for another case or for
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

/** The statements of this type among these, in their order. */
function opened<T extends 'gobetween/record/1' | 'gobetween/pause/1'>(
  type: T,
  wires: readonly StatementWire[],
): readonly Opened<T>[] {
  return wires.flatMap((wire) => {
    try {
      return [openStatement(parseWire(wire), type)];
    } catch {
      // The service takes one only after the one that it has itself, whatever it shows.
      return [];
    }
  });
}

export function pause(ask: Ask<'pause'>): Answer<'pause'> {
  const caseId = knownCase(ask.case);
  const { person } = me();
  const before = opened('gobetween/pause/1', ask.pauses).findLast(
    ({ body }) => body.case === caseId && body.person === person,
  );
  const previous = before?.digest ?? '';
  const { wire } = sign(
    'gobetween/pause/1',
    { org: pins().org, case: caseId, person, paused: ask.paused, previous, at: now() },
    unlocked().keys.seed,
  );
  return { pause: wire };
}

/** The case as its reader sees it. Throws what checks 1 to 4 throw, or team-invalid. */
export function asReader(shown: GroundWire, caseId: Id): VerifiedCase {
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

function subjectOf({ kind, subject }: NewRecord): Id | '' {
  // What biases somebody is for them alone to say.
  if (kind === 'conflict') return me().person;
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
    ...(made.triggers === undefined || made.triggers.length === 0
      ? {}
      : { triggers: made.triggers }),
    ...(made.reply === undefined ? {} : { reply: made.reply }),
  };
  const before = opened('gobetween/record/1', ask.records).findLast((one) =>
    isAboutTheSame(one.body, body),
  );
  const previous = before?.digest ?? '';
  const { wire } = sign('gobetween/record/1', { ...body, previous }, unlocked().keys.seed);
  return { record: wire, pinsMoved };
}

export function askForMore(ask: Ask<'askForMore'>): Answer<'askForMore'> {
  const ground = asReader(ask.ground, parseId(ask.case));
  const pinsMoved = remember(ground.pins);
  const { body, digest } = ground.newest;
  const route = ask.specialist ? 'specialist' : body.route;
  if (body.signers === 2 && body.route === route) {
    throw new SealingError('case-invalid', 'The case asks for this already.');
  }
  // Only once the service shows it does this device hold the case to it.
  const { wire } = sign(
    'gobetween/case/1',
    { ...body, sequence: body.sequence + 1, previous: digest, signers: 2, route, issued: now() },
    unlocked().keys.seed,
  );
  return { case_statement: wire, pinsMoved };
}
