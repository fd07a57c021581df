/**
 * What readers said to an author beside their decisions about one item: the notes that verified. Owns
 * telling which version they are about; refuses to show anything that is not sealed to this person.
 */
import type { Item } from '../../api/types.ts';
import { openedNotes } from '../opened-notes.ts';

export interface SaidAbout {
  /** Words that went with returning this version; null where there are none, as below. */
  readonly returned: string | null;
  readonly withheld: string | null;
  /** Its author asked for another look at this version, whatever became of that. */
  readonly askedAgain: boolean;
  /** Somebody else looked again and withheld it too. */
  readonly lookedAgain: boolean;
  readonly leftOut: readonly string[];
}

export async function saidAbout(item: Item): Promise<SaidAbout> {
  const read = await openedNotes(item.case);
  const noteOf = (field: string) => read.notes.find((one) => one.subject === item.item && one.field === field);
  const withheld = noteOf(`withheld-${item.version}`);
  return {
    returned: noteOf(`returned-${item.version}`)?.text ?? null,
    withheld: withheld?.text ?? null,
    // A second no is said in the next version of the same note; nothing else follows a withholding.
    askedAgain: withheld !== undefined && item.status !== 'withheld',
    lookedAgain: (withheld?.version ?? 0) > 1,
    leftOut: read.leftOut,
  };
}
