/**
 * A participant's notes for the team, and those that the team passed on to them (protocol.md §4.21).
 * Owns sealing to keys that this device verified; refuses to show what does not hold by check 14, and
 * to write for the other side, which the team reads for first.
 */
import { digestText, parseId, unb64, b64 } from '../../sealing/encoding.ts';
import { SealingError } from '../../sealing/errors.ts';
import { parseGround } from '../../sealing/evidence.ts';
import { openNote, sealNote } from '../../sealing/notes.ts';
import { boxPair } from '../../sealing/sealed.ts';
import { openStatement, parseWire, sign, type Wire } from '../../sealing/statements.ts';
import type { VerifiedCase } from '../../sealing/verify/ground.ts';
import { verifyNotes } from '../../sealing/verify/later.ts';
import { verifyStanding } from '../../sealing/verify/verify.ts';
import type { GroundWire, Operations } from '../messages.ts';
import type { NoteWire } from '../messages-deciding.ts';
import type { ReadNote } from '../messages-offers.ts';
import { now } from './now.ts';
import { me, pins, remember, unlocked } from './session.ts';

type Ask<K extends keyof Operations> = Operations[K]['ask'];
type Answer<K extends keyof Operations> = Operations[K]['answer'];

/** One's own case. Throws what checks 1 to 4 throw, or case-invalid. */
function own(shown: GroundWire, caseId: string): VerifiedCase {
  const ground = verifyStanding(parseGround(shown), pins(), me());
  if (ground.case !== parseId(caseId)) {
    throw new SealingError('case-invalid', 'This is another case.');
  }
  return ground;
}

interface Chain {
  readonly wires: readonly Wire[];
  readonly subject: string;
  readonly field: string;
  readonly sealed: string;
}

function chainOf({ statements, sealed }: NoteWire): Chain {
  const wires = statements.map(parseWire);
  const last = wires.at(-1);
  if (!last) throw new SealingError('note-invalid', 'A note without a version.');
  const { subject, field } = openStatement(last, 'gobetween/note/1').body;
  return { wires, subject, field, sealed };
}

export function writeNote(ask: Ask<'writeNote'>): Answer<'writeNote'> {
  const ground = own(ask.ground, ask.case);
  const pinsMoved = remember(ground.pins);
  const place = { subject: parseId(ask.subject), field: ask.field };
  const before = ask.notes
    .map(chainOf)
    .find(({ subject, field }) => subject === place.subject && field === place.field);
  const last = verifyNotes(ground, before?.wires ?? [], place);
  const version = (last?.version ?? 0) + 1;
  const readers = [unb64(ground.team.key), unb64(me().boxPublic)];
  const sealed = sealNote({ case: ground.case, ...place, version }, readers, ask.text);
  const previous = before?.wires.at(-1);
  const { wire } = sign(
    'gobetween/note/1',
    {
      case: ground.case,
      ...place,
      version,
      container: digestText(sealed),
      audience: ['team', ask.by],
      previous: previous ? openStatement(previous, 'gobetween/note/1').digest : '',
      at: now(),
    },
    unlocked().keys.seed,
  );
  return { note: wire, sealed: b64(sealed), pinsMoved };
}

export function readNotes(ask: Ask<'readNotes'>): Answer<'readNotes'> {
  const ground = own(ask.ground, ask.case);
  const pair = boxPair(unlocked().keys.box.privateKey);
  const notes: ReadNote[] = [];
  const leftOut: string[] = [];
  for (const shown of ask.notes) {
    try {
      const { wires, subject, field, sealed } = chainOf(shown);
      if (field !== ask.field) continue;
      const newest = verifyNotes(ground, wires, { subject, field });
      const bytes = unb64(sealed);
      if (newest?.container !== digestText(bytes)) {
        throw new SealingError(
          'note-invalid',
          'The bytes of a note are not those that were signed.',
        );
      }
      const place = { case: ground.case, subject, field, version: newest.version };
      notes.push({ subject, field, text: openNote(place, bytes, pair) });
    } catch (cause) {
      if (!(cause instanceof SealingError)) throw cause;
      leftOut.push(cause.code);
    }
  }
  return { notes, leftOut, pinsMoved: remember(ground.pins) };
}
