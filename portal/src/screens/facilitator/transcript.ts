/**
 * What is said and heard in a recording, as a reader wrote it down for one who does not hear. Owns
 * fetching and storing it; who may go by it the vault says.
 */
import { notes, storeNote } from '../../api/items.ts';
import type { Item } from '../../api/types.ts';
import type { B32 } from '../../sealing/encoding.ts';
import { vault } from '../../session/session.ts';
import type { TranscriptBy } from '../../vault/messages-deciding.ts';

/** `text` is signed to be all there is, by whom `by` says; `draft` is what somebody has begun. */
export interface Transcript {
  readonly text: string | null;
  readonly by: TranscriptBy | null;
  /** Of the version that can be gone by. */
  readonly digest: B32 | null;
  readonly draft: string;
}

export async function transcriptOf(item: Item, handle: string): Promise<Transcript> {
  return vault().do.transcript({ handle, notes: await notes(item.case) });
}

/** Stores it as the next version: while at it, or signed to be all there is. */
export async function keepTranscript(item: Item, handle: string, field: 'transcribing' | 'transcript', text: string): Promise<void> {
  const made = await vault().do.noteBeside({ handle, field, text, notes: await notes(item.case) });
  await storeNote(item.case, made);
}
