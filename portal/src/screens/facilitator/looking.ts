/**
 * What readers look for in a letter beyond what any letter may hold: the case's own list of what must not
 * be told, kept in sealed notes for its team, and the agency's words. Owns the form of these lists.
 */
import { caseById, groundOf } from '../../api/cases.ts';
import { agencyWords, notes, storeNote } from '../../api/items.ts';
import type { Case } from '../../api/types.ts';
import { storePins, vault } from '../../session/session.ts';
import type { LookFor } from '../../ui/marks.ts';
import { openedNotes } from '../opened-notes.ts';

/** Until the lists are here. */
export const NOTHING_TO_LOOK_FOR: LookFor = { notToTell: [], agencyWords: [] };
const FIELD = 'not-to-tell';
/** Of one list, in characters: what a sealed note holds, whatever the letters are. */
export const LONGEST_LIST = 4000;

/** What somebody of a case does not want told, or nobody in particular; a line for each. */
export interface NotToTell {
  /** A person of the case, or the case itself. */
  readonly subject: string;
  readonly text: string;
}

export interface Lists {
  readonly found: Case;
  readonly lists: readonly NotToTell[];
  /** Why a note was left out; empty as it should be. */
  readonly leftOut: readonly string[];
}

export async function notToTell(caseId: string): Promise<Lists> {
  const { found, notes: read, leftOut } = await openedNotes(caseId);
  const lists = read.filter(({ field }) => field === FIELD).map(({ subject, text }) => ({ subject, text }));
  return { found, lists, leftOut };
}

/** Stores the next version of one list. Rejects where a colleague's came first. */
export async function sayNotToTell(caseId: string, { subject, text }: NotToTell): Promise<void> {
  const [found, shown] = await Promise.all([caseById(caseId), notes(caseId)]);
  const about = { case: caseId, subject, field: FIELD, text };
  const made = await vault().do.noteForTeam({ ...about, ground: groundOf(found), notes: shown });
  await storePins(made.pinsMoved);
  await storeNote(caseId, made);
}

export function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

export async function lookFor(caseId: string): Promise<LookFor & { readonly leftOut: readonly string[] }> {
  const [{ lists, leftOut }, words] = await Promise.all([notToTell(caseId), agencyWords()]);
  return { notToTell: lists.flatMap(({ text }) => linesOf(text)), agencyWords: words, leftOut };
}
