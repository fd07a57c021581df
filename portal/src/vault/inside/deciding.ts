/**
 * Deciding, for a member of the case's team, and an author's appeal and recall. Owns the decision with the grants
 * that go with an approval and the words that go with a no; refuses to approve what was not opened
 * here, and to say no without a word to the author.
 */
import { b64, digestText, parseId, unb64, type Id } from '../../sealing/encoding.ts';
import { SealingError } from '../../sealing/errors.ts';
import { openAny, parseWire, sign } from '../../sealing/statements.ts';
import { sealGrant } from '../../sealing/sealed.ts';
import { mustBeAgreed } from '../../sealing/verify/agreed.ts';
import { verifyWithheld, type EarlierReaders } from '../../sealing/verify/decisions.ts';
import { certificateOf, namedIn } from '../../sealing/verify/ground.ts';
import { isMandated, mandateNamed } from '../../sealing/verify/people.ts';
import type { Readable } from '../../sealing/verify/item.ts';
import type { Operations, StatementWire } from '../messages.ts';
import type { Coverage, MadeDecision, SignedCoverage, Verdict, WrittenNote } from '../messages-deciding.ts';
import { itemOf, type Item } from './items.ts';
import { writtenNote } from './notes.ts';
import { now } from './now.ts';
import { Refusal } from './refusal.ts';
import { asReader } from './saying.ts';
import { remember, unlocked } from './session.ts';

type Ask<K extends keyof Operations> = Operations[K]['ask'];
type Answer<K extends keyof Operations> = Operations[K]['answer'];

/** The reason by which an item is locked until somebody else has looked into it. */
const ESCALATED = 'escalated';
const LOOKED_INTO = 'looked-into';
const FIELDS = { return: 'returned', withhold: 'withheld' } as const;

export interface UnderReview {
  readonly item: Item;
  readonly papers: Readable;
  readonly earlier: EarlierReaders;
}

export function underReview(handle: string): UnderReview {
  const item = itemOf(handle);
  if (item.stage.stage !== 'review') throw new Refusal('not-opened', 'This is not for review.');
  return { item, papers: item.stage.papers, earlier: item.stage.earlier };
}

/** Everyone the item is for, with their certified key; of whom has none, with the team's. */
function recipientsOf({ ground, manifest }: Readable) {
  return manifest.body.recipients.map((person) => {
    const named = namedIn(ground, person);
    if (!isMandated(ground.people, named)) {
      return { person, assisted: false, key: certificateOf(ground, person).box };
    }
    mandateNamed(ground.people, named);
    return { person, assisted: true, key: ground.team.key };
  });
}

/** An approval is of what was opened, and ends with what it rests on. Throws Refusal. */
function mustBeApprovable(item: Item, validUntil: number): void {
  if (!item.content || item.standsUntil === undefined) {
    throw new Refusal('not-opened', 'What was not opened cannot be approved.');
  }
  if (item.standsUntil !== null && (item.standsUntil < now() || item.standsUntil < validUntil)) {
    throw new Refusal('run-out', 'What the approval would rest on ends before it.');
  }
}

/** Words to the author: every no has them. Throws no-words. */
function wordsTo(
  { papers }: UnderReview,
  verdict: Exclude<Verdict, 'approve'>,
  { words, notes }: Ask<'decide'>,
): WrittenNote {
  if (words === undefined || words.trim() === '') {
    throw new Refusal('no-words', 'A no comes with words to the author.');
  }
  const field = `${FIELDS[verdict]}-${papers.manifest.body.version}`;
  return writtenNote(papers, { field, text: words, audience: ['team', 'author'] }, notes ?? []);
}

/** For whoever holds it: what readers write about this version, for its team alone. */
export function noteBeside({ handle, field: named, text, notes }: Ask<'noteBeside'>): WrittenNote {
  const { papers } = underReview(handle);
  const field = `${named}-${papers.manifest.body.version}`;
  return writtenNote(papers, { field, text, audience: ['team'] }, notes);
}

/** What the decision says: with the transcript that was read, while no newer one is here. */
function signedCoverage({ item }: UnderReview, { byTranscript, ...measured }: Coverage): SignedCoverage {
  if (byTranscript === undefined) return measured;
  if (item.transcript !== byTranscript) {
    throw new Refusal('no-transcript', 'No colleague has written down what is heard in it, or anew since.');
  }
  return { ...measured, transcript: byTranscript };
}

export function decide(ask: Ask<'decide'>): MadeDecision {
  const review = underReview(ask.handle);
  const { item, papers, earlier } = review;
  const { verdict } = ask;
  const approving = verdict === 'approve';
  const validUntil = approving ? (ask.validUntil ?? now()) : now();
  if (approving) mustBeAgreed(papers);
  if (approving && papers.manifest.body.kind === 'captions' && !item.beside) {
    throw new SealingError('captions-invalid', 'Nobody would be shown these captions.');
  }
  if (approving) mustBeApprovable(item, validUntil);
  const words = approving ? null : wordsTo(review, verdict, ask);
  const { item: id } = papers.manifest.body;
  const { rendition } = papers.released;
  const recipients = approving ? recipientsOf(papers) : [];
  // Whoever has no keys is handed it by the team, which has the key already.
  const withKeys = recipients.filter(({ assisted }) => !assisted);
  const contentKey = earlier.last ? item.content?.contentKey : undefined;
  const grants = contentKey
    ? withKeys.map(({ person, key }) => ({
        person,
        rendition,
        grant: sealGrant(id, rendition, unb64(key, 32), contentKey),
      }))
    : [];
  const decision = sign(
    'gobetween/decision/1',
    {
      case: papers.ground.case,
      item: id,
      case_statement: papers.ground.newest.digest,
      manifest: papers.manifest.digest,
      renditions: papers.rendition ? [papers.rendition.digest] : [],
      verdict,
      recipients: recipients.map(({ person, key }) => ({
        person,
        key,
        grants: grants
          .filter((made) => made.person === person)
          .map(({ grant }) => ({ rendition, grant: digestText(grant) })),
      })),
      reason: ask.reason,
      coverage: { ...signedCoverage(review, ask.coverage) },
      sequence: earlier.sequence,
      previous: earlier.previous,
      valid_until: validUntil,
      decided: now(),
    },
    unlocked().keys.seed,
  );
  return {
    decision: decision.wire,
    grants: grants.map((made) => ({ ...made, grant: b64(made.grant) })),
    words,
  };
}

function lastAbout(item: Id, suspensions: readonly StatementWire[]) {
  return suspensions
    .map((wire) => openAny(parseWire(wire)))
    .filter((one) => one.type === 'gobetween/suspension/1')
    .findLast((one) => one.body.item === item);
}

export function escalate(ask: Ask<'escalate'>): Answer<'escalate'> {
  const { papers } = underReview(ask.handle);
  const { item, version } = papers.manifest.body;
  const before = lastAbout(item, ask.suspensions);
  const suspension = sign(
    'gobetween/suspension/1',
    {
      case: papers.ground.case,
      item,
      reason: ESCALATED,
      lifted: 'no',
      previous: before?.digest ?? '',
      at: now(),
    },
    unlocked().keys.seed,
  );
  const { words = '', notes = [] } = ask;
  const said = { field: `${ESCALATED}-${version}`, text: words, audience: ['team'] } as const;
  return {
    suspension: suspension.wire,
    words: words === '' ? null : writtenNote(papers, said, notes),
  };
}

export function letGoOn(ask: Ask<'letGoOn'>): Answer<'letGoOn'> {
  const ground = asReader(ask.ground, parseId(ask.case));
  const item = parseId(ask.item);
  const last = lastAbout(item, ask.suspensions);
  if (last?.body.lifted !== 'no') {
    throw new SealingError('suspension-invalid', 'This item is not suspended.');
  }
  const { wire } = sign(
    'gobetween/suspension/1',
    {
      case: ground.case,
      item,
      reason: LOOKED_INTO,
      lifted: 'yes',
      previous: last.digest,
      at: now(),
    },
    unlocked().keys.seed,
  );
  return { suspension: wire, pinsMoved: remember(ground.pins) };
}

export function appeal(ask: Ask<'appeal'>): Answer<'appeal'> {
  const item = itemOf(ask.handle);
  if (item.stage.stage !== 'own') throw new Refusal('not-opened', 'This is not one’s own.');
  const { papers } = item.stage;
  const withheld = verifyWithheld(papers, item.evidence.decisions);
  const { wire } = sign(
    'gobetween/appeal/1',
    {
      case: papers.ground.case,
      item: papers.manifest.body.item,
      manifest: papers.manifest.digest,
      decision: withheld.digest,
      at: now(),
    },
    unlocked().keys.seed,
  );
  return { appeal: wire };
}

/** What its author takes back is what they sent last of it, and nothing that comes after. */
export function recall(ask: Ask<'recall'>): Answer<'recall'> {
  const item = itemOf(ask.handle);
  if (item.stage.stage !== 'own') throw new Refusal('not-opened', 'This is not one’s own.');
  const { papers } = item.stage;
  const { wire } = sign(
    'gobetween/recall/1',
    {
      case: papers.ground.case,
      item: papers.manifest.body.item,
      manifest: papers.manifest.digest,
      at: now(),
    },
    unlocked().keys.seed,
  );
  return { recall: wire };
}
