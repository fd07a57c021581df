/** What somebody of a case asks of who writes to them, and what the other side asked. */
import { caseById, groundOf } from '../../api/cases.ts';
import { notes, storeNote } from '../../api/items.ts';
import type { Me } from '../../api/types.ts';
import { storePins, vault } from '../../session/session.ts';
import { Plain } from '../../ui/trouble.tsx';
import { WISHES, wishesIn, type Wishes } from '../wishes.tsx';

export interface KnownWishes {
  readonly own: Wishes | null;
  /** As the team passed them on. */
  readonly theirs: readonly Wishes[];
  /** Why something was left out; empty as it should be. */
  readonly leftOut: readonly string[];
}

/** Rejects with `nobody-yet` for whoever has no case. */
export async function wishes(me: Me): Promise<KnownWishes> {
  if (me.case === null) throw new Plain('nobody-yet');
  const [found, shown] = await Promise.all([caseById(me.case), notes(me.case)]);
  const read = await vault().do.readNotes({ ground: groundOf(found), case: me.case, field: WISHES, notes: shown });
  await storePins(read.pinsMoved);
  const said = read.notes.flatMap(({ subject, text }) => {
    const one = wishesIn(text);
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
  const about = { case: me.case, subject: me.person, field: WISHES, text, by: 'author' } as const;
  const made = await vault().do.writeNote({ ...about, ground: groundOf(found), notes: shown });
  await storePins(made.pinsMoved);
  await storeNote(me.case, made);
}
