/** The notes of a case that are for whoever is signed in, as their device opened them. */
import { caseById, groundOf } from '../api/cases.ts';
import { notes } from '../api/items.ts';
import type { Case } from '../api/types.ts';
import { storePins, vault } from '../session/session.ts';
import type { ReadNote } from '../vault/messages-deciding.ts';

export interface OpenedNotes {
  readonly found: Case;
  readonly notes: readonly ReadNote[];
  /** Why others were left out; empty as it should be. */
  readonly leftOut: readonly string[];
}

export async function openedNotes(caseId: string): Promise<OpenedNotes> {
  const [found, shown] = await Promise.all([caseById(caseId), notes(caseId)]);
  const read = await vault().do.openNotes({ ground: groundOf(found), case: caseId, notes: shown });
  await storePins(read.pinsMoved);
  return { found, notes: read.notes, leftOut: read.leftOut };
}
