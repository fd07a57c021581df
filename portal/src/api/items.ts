/** Items: sending one, its evidence, reviewing it, receiving it. */
import type { Edit } from '../sealing/schemas-edits.ts';
import type { NoteWire, WrittenNote } from '../vault/messages-deciding.ts';
import { everyRow, get, post, putBytes, remove } from './http.ts';
import type {
  Evidence,
  Item,
  MaySend,
  NewDecision,
  NewEscalation,
  NewItem,
  NewVersion,
  OpeningAnswer,
  StatementWire,
  StoredRendition,
  Submission,
  Wanted,
} from './types.ts';

export function items(): Promise<Item[]> {
  return everyRow('/items');
}

/** What the service holds for this person, which is not among their other items. */
export function heldForMe(): Promise<Item[]> {
  return everyRow('/items?held=true');
}

export function itemById(id: string): Promise<Item> {
  return get(`/items/${id}`);
}

/** Where in a case an author's items are begun: their own, or of `author`, for whom a liaison acts. */
function placeOf(caseId: string, author?: string): string {
  return author === undefined ? `/cases/${caseId}` : `/cases/${caseId}/people/${author}`;
}

export function startItem(caseId: string, item: NewItem, author?: string): Promise<Item> {
  return post(`${placeOf(caseId, author)}/items`, item);
}

export function startVersion(item: string, version: NewVersion): Promise<Item> {
  return post(`/items/${item}/versions`, version);
}

/** Resolves where this may begin to be sent now; rejects with what beginning it would reject with. */
export function askToSend(caseId: string, { kind, length, item, author }: Wanted): Promise<MaySend> {
  const about = item === undefined ? '' : `&item=${item}`;
  return get(`${placeOf(caseId, author)}/sending?kind=${kind}&length=${length}${about}`);
}

export function storedRendition(id: string): Promise<StoredRendition> {
  return get(`/renditions/${id}`);
}

export function sliceAddress(rendition: string, slice: number): string {
  return `/api/v1/renditions/${rendition}/slices/${slice}`;
}

/** Has the service take these bytes and forget them. */
export function putOnLink(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  return putBytes('/link', bytes);
}

export function putSlice(rendition: string, slice: number, bytes: ArrayBuffer): Promise<void> {
  return putBytes(`/renditions/${rendition}/slices/${slice}`, bytes);
}

export function putTable(rendition: string, table: Uint8Array<ArrayBuffer>): Promise<void> {
  return putBytes(`/renditions/${rendition}/table`, table);
}

export function submit(item: string, submission: Submission): Promise<Item> {
  return post(`/items/${item}/submission`, submission);
}

export function evidence(item: string): Promise<Evidence> {
  return get(`/items/${item}/evidence`);
}

/** The captions to show beside a recording, of each language the newest. */
export async function captionsBeside(
  recording: string,
): Promise<readonly { readonly item: string; readonly evidence: Evidence }[]> {
  const { captions } = await get<{
    readonly captions: readonly { readonly item: string; readonly evidence: Evidence }[];
  }>(`/items/${recording}/captions`);
  return captions;
}

/** Oldest first. */
export function reviews(): Promise<Item[]> {
  return everyRow('/reviews');
}

/** What this person has claimed and not decided, oldest first. */
export function heldReviews(): Promise<Item[]> {
  return everyRow('/reviews?held=true');
}

/** Throws ApiProblem 409 `claimed-by-another`. Claiming again renews the half hour. */
export function claim(item: string): Promise<Item> {
  return post(`/items/${item}/claim`, {});
}

export function decide(item: string, decision: NewDecision): Promise<Item> {
  return post(`/items/${item}/decision`, decision);
}

/** Has a recording that one holds made anew with these edits, none for a plain one; one’s claim ends. */
export function askForEdits(item: string, edits: readonly Edit[]): Promise<Item> {
  return post(`/items/${item}/edits`, { edits });
}

/** Throws ApiProblem 403 with a `reason`, 409 where it is not in one's hands. */
export function escalate(item: string, escalation: NewEscalation): Promise<Item> {
  return post(`/items/${item}/escalation`, escalation);
}

/** Only for an author, of what they sent; answered the same however far it has come. */
export function recall(item: string, recalled: StatementWire): Promise<Item> {
  return post(`/items/${item}/recall`, { recall: recalled });
}

/** Only for an author, of what was changed in what they sent last. Throws ApiProblem 409 where another was made since. */
export function agree(item: string, agreement: StatementWire): Promise<Item> {
  return post(`/items/${item}/agreement`, { agreement });
}

/** As `agree`, that just this rendition is not to go on; they can still agree to it. */
export function disagree(item: string, rendition: string): Promise<Item> {
  return post(`/items/${item}/disagreement`, { rendition });
}

/** Only for an author, once, of what was withheld. */
export function appeal(item: string, appealed: StatementWire): Promise<Item> {
  return post(`/items/${item}/appeal`, { appeal: appealed });
}

/** Puts what one holds back in the queue. */
export function handBack(item: string): Promise<void> {
  return remove(`/items/${item}/claim`);
}

/** The notes of a case that are for this person. */
export async function notes(caseId: string): Promise<readonly NoteWire[]> {
  const answer = await get<{ notes: readonly NoteWire[] }>(`/cases/${caseId}/notes`);
  return answer.notes;
}

/** Throws ApiProblem 409 where another version came first. */
export function storeNote(caseId: string, { note, sealed }: WrittenNote): Promise<void> {
  return post(`/cases/${caseId}/notes`, { note, sealed });
}

/** What the agency asks its readers to look at in every letter. */
export async function agencyWords(): Promise<readonly string[]> {
  return (await get<{ words: readonly string[] }>('/agency-words')).words;
}

/** Every suspension of a case and of its items, to its readers. */
export async function suspensions(caseId: string): Promise<readonly StatementWire[]> {
  const answer = await get<{ suspensions: readonly StatementWire[] }>(`/cases/${caseId}/suspensions`);
  return answer.suspensions;
}

export function accept(item: string, acceptance: StatementWire): Promise<Item> {
  return post(`/items/${item}/acceptance`, { acceptance });
}

export function open(item: string, opening: StatementWire): Promise<OpeningAnswer> {
  return post(`/items/${item}/opening`, { opening });
}
