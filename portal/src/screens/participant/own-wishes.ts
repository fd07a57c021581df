/**
 * What people of a case ask of who writes to them: the form of these wishes inside a note. Owns reading
 * and writing it; refuses to show what is not in this form.
 */
import { caseById, groundOf } from '../../api/cases.ts';
import { notes, storeNote } from '../../api/offers.ts';
import type { Me } from '../../api/types.ts';
import { storePins, vault } from '../../session/session.ts';
import { Plain } from '../../ui/trouble.tsx';

const FIELD = 'wishes';

export interface Wishes {
  readonly named: string;
  /** Whether a letter may be signed with a name. */
  readonly sign: boolean;
  /** Whether it should be typed, not handwritten. */
  readonly typed: boolean;
  readonly more: string;
}

export interface KnownWishes {
  readonly own: Wishes | null;
  /** As the team passed them on. */
  readonly theirs: readonly Wishes[];
  /** Why something was left out; empty as it should be. */
  readonly leftOut: readonly string[];
}

function parsed(text: string): Wishes | null {
  try {
    const { named, sign, typed, more } = JSON.parse(text) as Record<string, unknown>;
    const right = typeof named === 'string' && typeof more === 'string' && typeof sign === 'boolean' && typeof typed === 'boolean';
    return right ? { named, sign, typed, more } : null;
  } catch {
    return null;
  }
}

/** Rejects with `nobody-yet` for whoever has no case. */
export async function wishes(me: Me): Promise<KnownWishes> {
  if (me.case === null) throw new Plain('nobody-yet');
  const [found, shown] = await Promise.all([caseById(me.case), notes(me.case)]);
  const read = await vault().do.readNotes({ ground: groundOf(found), case: me.case, field: FIELD, notes: shown });
  await storePins(read.pinsMoved);
  const said = read.notes.flatMap(({ subject, text }) => {
    const one = parsed(text);
    return one === null ? [] : [{ subject, wishes: one }];
  });
  const own = said.find(({ subject }) => subject === me.person)?.wishes ?? null;
  return { own, theirs: said.filter(({ subject }) => subject !== me.person).map((one) => one.wishes), leftOut: read.leftOut };
}

/** Tells the team; the other side reads it once a reader has passed it on. */
export async function sayWishes(me: Me, { named, sign, typed, more }: Wishes): Promise<void> {
  if (me.case === null) throw new Plain('nobody-yet');
  const [found, shown] = await Promise.all([caseById(me.case), notes(me.case)]);
  const text = JSON.stringify({ more, named, sign, typed });
  const about = { case: me.case, subject: me.person, field: FIELD, text, by: 'author' } as const;
  const made = await vault().do.writeNote({ ...about, ground: groundOf(found), notes: shown });
  await storePins(made.pinsMoved);
  await storeNote(me.case, made.note, made.sealed);
}
