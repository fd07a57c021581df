/**
 * Writing and opening signed notes (protocol.md §4.21). Owns sealing a text to an item's audience, whose
 * keys were verified here; refuses to show what was not signed by somebody of the case, or is not
 * whom and what it says it is.
 */
import { b64, digestText, parseId, unb64, type Id } from '../../sealing/encoding.ts';
import { SealingError } from '../../sealing/errors.ts';
import { parseGround } from '../../sealing/evidence.ts';
import { openNote, sealNote } from '../../sealing/notes.ts';
import type { BoxPair } from '../../sealing/sealed.ts';
import { openStatement, parseWire, sign, type Opened } from '../../sealing/statements.ts';
import { teamKeys } from '../../sealing/teams.ts';
import { verifyCase, verifyOwnEntry, type VerifiedCase } from '../../sealing/verify/ground.ts';
import type { Readable } from '../../sealing/verify/item.ts';
import { verifyNotes, type NoteOf } from '../../sealing/verify/later.ts';
import { boxOfAuthor } from '../../sealing/verify/people.ts';
import { verifyStanding } from '../../sealing/verify/verify.ts';
import type { GroundWire, Operations } from '../messages.ts';
import type { NoteWire, ReadNote, WrittenNote } from '../messages-deciding.ts';
import { now } from './now.ts';
import { isStaff } from './said.ts';
import { me, pins, remember, unlocked } from './session.ts';

type Ask<K extends keyof Operations> = Operations[K]['ask'];
type Answer<K extends keyof Operations> = Operations[K]['answer'];

/** What every field has that is for the team alone to write: `escalated-1`, `not-to-tell`. */
const OF_READERS = '-';

interface Said {
  readonly field: string;
  readonly text: string;
  readonly audience: readonly ('team' | 'author' | 'recipient')[];
}

function newestOf({ statements }: NoteWire) {
  const newest = statements.at(-1);
  return newest === undefined ? null : openStatement(parseWire(newest), 'gobetween/note/1');
}

/** The statements of one note, oldest first; none where nobody has begun it. */
function chainOf(notes: readonly NoteWire[], subject: string, field: string) {
  const found = notes.find((one) => {
    const newest = newestOf(one);
    return newest?.body.subject === subject && newest.body.field === field;
  });
  return (found?.statements ?? []).map(parseWire);
}

/** The next version of a note, sealed to these. Throws note-invalid or signer-removed. */
function nextNote(
  ground: VerifiedCase,
  { subject, field, text, audience }: Said & { readonly subject: Id },
  boxes: readonly Uint8Array[],
  notes: readonly NoteWire[],
): WrittenNote {
  const shown = chainOf(notes, subject, field);
  const before = verifyNotes(ground, shown, { subject, field });
  const version = (before?.version ?? 0) + 1;
  const sealed = sealNote({ case: ground.case, subject, field, version }, boxes, text);
  const last = shown.at(-1);
  const { wire } = sign(
    'gobetween/note/1',
    {
      case: ground.case,
      subject,
      field,
      version,
      container: digestText(sealed),
      audience: [...audience],
      previous: last ? openStatement(last, 'gobetween/note/1').digest : '',
      at: now(),
    },
    unlocked().keys.seed,
  );
  return { note: wire, sealed: b64(sealed) };
}

/**
 * The next version of a note about an item, for its team, and for its author where the audience says
 * so. Throws note-invalid, signer-removed, or what the author's certificate or mandate gives.
 */
export function writtenNote(
  { ground, manifest, author }: Readable,
  said: Said,
  notes: readonly NoteWire[],
): WrittenNote {
  const boxes = [
    unb64(ground.team.key, 32),
    ...(said.audience.includes('author') ? [unb64(boxOfAuthor(ground.people, author), 32)] : []),
  ];
  return nextNote(ground, { ...said, subject: manifest.body.item }, boxes, notes);
}

/** The next version of a note for the team alone, about anything of its case. */
export function noteToTeam(
  ground: VerifiedCase,
  said: Omit<Said, 'audience'> & { readonly subject: Id },
  notes: readonly NoteWire[],
): WrittenNote {
  return nextNote(ground, { ...said, audience: ['team'] }, [unb64(ground.team.key, 32)], notes);
}

interface Reading {
  readonly ground: VerifiedCase;
  /** What a note may be sealed to: one's own key, or every version of the team's. */
  readonly keys: readonly BoxPair[];
}

function reading(shown: GroundWire): Reading {
  const papers = parseGround(shown);
  const ground = verifyCase(papers, pins(), false);
  if (ground.newest.body.people.some(({ person }) => person === me().person)) {
    return { ground: verifyStanding(papers, pins(), me()), keys: [unlocked().keys.box] };
  }
  verifyOwnEntry(ground, me());
  return { ground, keys: [...teamKeys(ground.teams.versions, me().person, unlocked().keys)] };
}

function opened({ ground, keys }: Reading, wire: NoteWire): ReadNote {
  const named = newestOf(wire);
  const about = { subject: named?.body.subject ?? '', field: named?.body.field ?? '' };
  const note = verifyNotes(ground, wire.statements.map(parseWire), about);
  // What readers keep would else be put in their mouths by whoever it is about.
  if (named?.body.field.includes(OF_READERS) === true && !isStaff(ground, named.signer)) {
    throw new SealingError('note-invalid', 'This is for the team to write.');
  }
  const sealed = unb64(wire.sealed);
  if (!note || digestText(sealed) !== note.container) {
    throw new SealingError('note-invalid', 'A note’s bytes are not those that were signed.');
  }
  const { version } = note;
  const place = { case: ground.case, ...about, version };
  let refusal = new SealingError('sealed-unopenable', 'A note is not sealed to this person.');
  for (const pair of keys) {
    try {
      return { ...about, version, text: openNote(place, sealed, pair), audience: note.audience };
    } catch (cause) {
      if (!(cause instanceof SealingError) || cause.code !== 'sealed-unopenable') throw cause;
      refusal = cause;
    }
  }
  throw refusal;
}

/** The newest version of one note, opened, with its statement; null where nobody has begun it. */
export function noteOn(ground: VerifiedCase, notes: readonly NoteWire[], { subject, field }: NoteOf): ReadNote & { readonly signed: Opened<'gobetween/note/1'> } | null {
  const wire = notes.find((one) => {
    const newest = newestOf(one);
    return newest?.body.subject === subject && newest.body.field === field;
  });
  const signed = wire === undefined ? null : newestOf(wire);
  if (wire === undefined || signed === null) return null;
  const keys = [...teamKeys(ground.teams.versions, me().person, unlocked().keys)];
  return { ...opened({ ground, keys }, wire), signed };
}

export function openNotes(ask: Ask<'openNotes'>): Answer<'openNotes'> {
  const mine = reading(ask.ground);
  if (mine.ground.case !== parseId(ask.case)) {
    throw new SealingError('case-invalid', 'This is another case.');
  }
  const leftOut: string[] = [];
  const notes = ask.notes.flatMap((wire) => {
    try {
      return [opened(mine, wire)];
    } catch (cause) {
      if (!(cause instanceof SealingError)) throw cause;
      leftOut.push(cause.code);
      return [];
    }
  });
  return { notes, leftOut, pinsMoved: remember(mine.ground.pins) };
}

/** For a reader: the next version of a note about somebody of the case or the case, for its team alone. */
export function noteForTeam(ask: Ask<'noteForTeam'>): Answer<'noteForTeam'> {
  const { ground } = reading(ask.ground);
  const subject = parseId(ask.subject);
  const { people } = ground.newest.body;
  if (people.some(({ person }) => person === me().person)) {
    throw new SealingError('note-invalid', 'This is for the team to write.');
  }
  if (ground.case !== parseId(ask.case)) {
    throw new SealingError('case-invalid', 'This is another case.');
  }
  if (subject !== ground.case && !people.some(({ person }) => person === subject)) {
    throw new SealingError('note-invalid', 'This is about nobody of the case.');
  }
  const pinsMoved = remember(ground.pins);
  const said = { subject, field: ask.field, text: ask.text };
  return { ...noteToTeam(ground, said, ask.notes), pinsMoved };
}

export function passOn(ask: Ask<'passOn'>): Answer<'passOn'> {
  const mine = reading(ask.ground);
  const { ground } = mine;
  const subject = parseId(ask.person);
  const named = ground.newest.body.people;
  const own = named.find(({ person }) => person === subject);
  if (ground.case !== parseId(ask.case) || !own) {
    throw new SealingError('case-invalid', 'This is another case, or nobody of it.');
  }
  const shown = ask.notes.find((one) => {
    const newest = newestOf(one);
    return newest?.body.subject === subject && newest.body.field === ask.field;
  });
  const note = shown === undefined ? null : opened(mine, shown);
  if (note?.version !== ask.version) {
    throw new SealingError('note-invalid', 'Another version came since this one was read.');
  }
  const others = named.filter(({ role }) => role !== own.role);
  const boxes = [own, ...others].map((one) => unb64(boxOfAuthor(ground.people, one), 32));
  const { field } = note;
  const made = nextNote(
    ground,
    { subject, field, text: note.text, audience: ['team', 'author', 'recipient'] },
    [unb64(ground.team.key, 32), ...boxes],
    ask.notes,
  );
  return { ...made, pinsMoved: remember(ground.pins) };
}
