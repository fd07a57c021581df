/**
 * The files that a liaison sends for somebody, one after another: looked at first, then carried, and
 * gone on with by themselves after a broken link. One batch per tab, which lives outside the screens and
 * ends with the vault; nothing of it is kept on the machine, since a file alone is enough to go on.
 */
import { signal } from '@preact/signals';
import { caseById, groundOf } from '../../api/cases.ts';
import { ApiProblem, Unreachable } from '../../api/http.ts';
import { askToSend, itemById, items, putOnLink, storedRendition } from '../../api/items.ts';
import type { Item, ItemKind, Wanted } from '../../api/types.ts';
import { stayAwake } from '../../session/idle.ts';
import { beforeVaultEnds, vault } from '../../session/session.ts';
import { Plain } from '../../ui/trouble.tsx';
import { measuredSpeed, suggestChunksPerSlice } from '../../upload/client.ts';
import { pauseBefore, wait } from '../../upload/patience.ts';
import type { BegunWire } from '../../vault/messages-liaison.ts';
import { begin, uploadOf } from '../participant/send.ts';
import { carry, sending, stop, type Ready } from '../participant/sending.ts';
import type { Acting } from './acting.ts';
import { kindOfFile, type FileKind, type Told } from './kinds.ts';

export interface Row {
  readonly file: File;
  readonly told: Told;
  /** What was begun or sent with exactly this file. */
  readonly known: Item | null;
  /** Why the service does not take it; null where it does. */
  readonly problem: unknown;
  readonly came: 'waits' | 'goes' | 'sent' | 'not-sent';
  /** The item that was begun with it here, so that trying again begins no second one; empty before. */
  readonly begun: string;
}

export interface Batch {
  readonly acting: Acting;
  readonly language: string;
  /** What one file takes the place of. */
  readonly instead: Item | null;
  readonly rows: readonly Row[];
  /** How many of them were looked at. */
  readonly looked: number;
  readonly at: 'looking' | 'check' | 'sending' | 'done' | 'trouble';
  readonly problem: unknown;
  /** The link is broken: it is tried again by itself. */
  readonly broken: boolean;
}

export const batch = signal<Batch | null>(null);

/** Counts batches, so that an older one that still moves cannot write over a newer one. */
let turn = 0;
let over = new AbortController();

/** Forgets it; what the service already has stays there to go on from. */
export function forgetBatch(): void {
  turn += 1;
  over.abort();
  stop();
  batch.value = null;
}

/** What will become of a file. */
export type Outlook = 'new' | 'goes-on' | 'sent-before' | 'refused';

export function outlookOf({ told, known, problem }: Row): Outlook {
  if ('whyNot' in told) return 'refused';
  if (known !== null && known.status !== 'draft') return 'sent-before';
  if (problem !== null) return 'refused';
  return known === null ? 'new' : 'goes-on';
}

export function toSend({ rows }: Batch): readonly Row[] {
  return rows.filter((row) => outlookOf(row) === 'new' || outlookOf(row) === 'goes-on');
}

/** The oldest first, as they were made; of the same moment by name, numbers as numbers. */
export function inOrder(files: readonly File[]): readonly File[] {
  return files.toSorted((a, b) => a.lastModified - b.lastModified || a.name.localeCompare(b.name, undefined, { numeric: true }));
}

type Writes = (change: Partial<Batch>) => void;

/** Writes to this batch as long as it is the one; null once it is not. */
function writer(): { readonly mine: Writes; readonly isMine: () => boolean } {
  const own = turn;
  const isMine = () => own === turn && batch.value !== null;
  return {
    isMine,
    mine: (change) => {
      if (isMine() && batch.value) batch.value = { ...batch.value, ...change };
    },
  };
}

function withRow(at: number, change: Partial<Row>): readonly Row[] {
  return (batch.value?.rows ?? []).map((row, index) => (index === at ? { ...row, ...change } : row));
}

/** Looks at each file before a byte of any is sent. Resolves once they can be checked. */
export async function lookAt(acting: Acting, files: readonly File[], language: string, instead: Item | null): Promise<void> {
  forgetBatch();
  over = new AbortController();
  const rows = files.map((file) => ({ file, told: { whyNot: 'empty' } as const, known: null, problem: null, came: 'waits', begun: '' }) satisfies Row);
  batch.value = { acting, language, instead, rows, looked: 0, at: 'looking', problem: null, broken: false };
  beforeVaultEnds(forgetBatch);
  const { mine } = writer();
  const done = stayAwake();
  try {
    const before = await begunBefore(acting);
    for (const [at, file] of files.entries()) mine({ rows: withRow(at, await looked(acting, file, before, instead)), looked: at + 1 });
    mine({ at: 'check' });
  } catch (problem) {
    mine({ at: 'trouble', problem });
  } finally {
    done();
  }
}

interface Before {
  readonly item: Item;
  readonly wire: BegunWire;
}

function isOfAFile({ kind }: Item): boolean {
  return kind !== 'letter' && kind !== 'captions';
}

/** What this side has begun or sent, newest first, but for letters and what is not there any more. */
async function begunBefore({ case: caseId, person }: Acting): Promise<readonly Before[]> {
  const all = (await items()).filter(
    (one) => one.case === caseId && one.author === person && one.part === 'author' && isOfAFile(one) && one.status !== 'lapsed',
  );
  return Promise.all(
    all.map(async (item) => {
      const rendition = item.rendition ?? '';
      const { resume } = await storedRendition(rendition);
      return { item, wire: { item: item.item, rendition, resume: resume ?? '' } };
    }),
  );
}

async function looked(acting: Acting, file: File, before: readonly Before[], instead: Item | null): Promise<Partial<Row>> {
  let told: Told;
  try {
    told = await kindOfFile(file);
  } catch {
    return { told: { whyNot: 'not-a-recording' }, problem: new Plain('file-changed') };
  }
  if ('whyNot' in told) return { told };
  const ground = groundOf(await caseById(acting.case));
  const { case: caseId, person } = acting;
  // Whatever takes another's place may have been sent by itself before; it is not that item's file.
  const begun = before.map(({ wire }) => wire).filter((one) => instead === null || one.item === instead.item);
  const { item } = await vault().do.findBegun({ ground, case: caseId, person, file, begun });
  const known = before.find((one) => one.item.item === item)?.item ?? null;
  if (known !== null && known.status !== 'draft') return { told, known };
  const about = known ?? instead;
  const kind = known?.kind ?? told.kind;
  const wanted = { kind, length: file.size, author: person, ...(about === null ? {} : { item: about.item }) };
  return { told, known, problem: await refusal(acting, wanted) };
}

/** Null where the service would take it. */
async function refusal(acting: Acting, wanted: Wanted): Promise<unknown> {
  try {
    await askToSend(acting.case, wanted);
    return null;
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.status < 500) return problem;
    throw problem;
  }
}

/** Sends what is to be sent, one after another. */
export async function sendAll(): Promise<void> {
  const all = batch.value;
  if (all === null || all.at === 'sending') return;
  const { mine, isMine } = writer();
  const done = stayAwake();
  mine({ at: 'sending', problem: null });
  try {
    for (const [at, row] of all.rows.entries()) {
      if (!isMine()) return;
      if (row.came === 'sent' || !toSend(all).includes(row)) continue;
      mine({ rows: withRow(at, { came: 'goes' }) });
      const { problem, begun } = await sent(all, row, mine, isMine);
      if (!isMine()) return;
      if (problem !== null && !isOfOneFile(problem)) {
        mine({ rows: withRow(at, { came: 'waits', begun }), at: 'trouble', problem });
        return;
      }
      mine({ rows: withRow(at, problem === null ? { came: 'sent', begun } : { came: 'not-sent', begun, problem }) });
    }
    mine({ at: 'done' });
  } finally {
    done();
  }
}

const OF_ONE_FILE: ReadonlySet<string> = new Set(['no-room', 'too-large']);

/** What is wrong with one file, where the next may be taken. */
function isOfOneFile(problem: unknown): boolean {
  if (problem instanceof ApiProblem) return OF_ONE_FILE.has(problem.slug);
  return problem instanceof Plain && problem.words === 'file-changed';
}

const LATER: ReadonlySet<number> = new Set([408, 425, 429, 502, 503, 504]);

function isLink(problem: unknown): boolean {
  if (problem instanceof ApiProblem) return LATER.has(problem.status);
  return problem instanceof Unreachable || (problem instanceof Plain && problem.words === 'unreachable');
}

interface Came {
  /** Null once the service has it whole. */
  readonly problem: unknown;
  readonly begun: string;
}

/** Tries again for as long as only the link is in the way. */
async function sent(all: Batch, row: Row, mine: Writes, isMine: () => boolean): Promise<Came> {
  let begun = row.begun || (row.known?.item ?? all.instead?.item ?? '');
  for (let attempt = 0; isMine(); attempt += 1) {
    let problem: unknown = null;
    try {
      const found = begun === '' ? null : await standingOf(begun, all);
      if (found !== null && found.status !== 'draft') return { problem: null, begun };
      await carry((told) => (found === null ? anew(all, row, told) : goingOn(all, row, found, told)));
      const phase = sending.value?.phase;
      begun = sending.value?.item || begun;
      if (phase?.at === 'sent') return { problem: null, begun };
      problem = phase?.at === 'trouble' ? phase.problem : null;
    } catch (cause) {
      problem = cause;
    }
    if (problem !== null && !isLink(problem)) return { problem, begun };
    if (!isMine()) break;
    mine({ broken: true });
    await wait(pauseBefore(attempt), over.signal);
    mine({ broken: false });
  }
  return { problem: null, begun };
}

/** What the service has of it; null where it is still to be begun. */
async function standingOf(item: string, { instead }: Batch): Promise<Item | null> {
  try {
    const found = await itemById(item);
    return instead !== null && found.version === instead.version ? null : found;
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.status === 404) return null;
    throw problem;
  }
}

type Mine = (change: { readonly item: string }) => void;

const CARRIED_ANYHOW = 512 * 1024;
const SLICE_CHUNKS = 16;

function kindOf({ told }: Row): FileKind {
  return 'kind' in told ? told.kind : 'recorded_message';
}

async function groundNow({ case: caseId }: Acting) {
  return groundOf(await caseById(caseId));
}

/** Whether its slices may be put at addresses of the object store; throws what is in the way of sending it. */
async function goesDirectly({ case: caseId, person: author }: Acting, kind: ItemKind, { file }: Row, item?: string): Promise<boolean> {
  const about = item === undefined ? {} : { item };
  return (await askToSend(caseId, { kind, length: file.size, author, ...about })).by_address;
}

async function anew({ acting, language, instead }: Batch, row: Row, mine: Mine): Promise<Ready> {
  const { case: caseId, person: author, recipients } = acting;
  const kind = kindOf(row);
  const direct = await goesDirectly(acting, kind, row, instead?.item);
  const version = instead === null ? 1 : instead.version + 1;
  const opened = await vault().do.openUpload({
    case: caseId,
    ground: await groundNow(acting),
    author,
    recipients,
    kind,
    language,
    file: row.file,
    chunksPerSlice: row.file.size <= CARRIED_ANYHOW ? SLICE_CHUNKS : suggestChunksPerSlice(await measuredSpeed(putOnLink)),
    version,
    ...(instead === null ? {} : { item: instead.item }),
  });
  // Known before it is begun: an answer that is lost on its way must not have it begun twice.
  mine({ item: opened.item });
  await begin({ case: caseId, item: opened.item, kind, language, recipients, inReplyTo: null, version, upload: uploadOf(opened), author });
  return { opened, present: [], direct, groundThen: () => groundNow(acting) };
}

async function goingOn({ acting }: Batch, row: Row, item: Item, mine: Mine): Promise<Ready> {
  mine({ item: item.item });
  const direct = await goesDirectly(acting, item.kind, row, item.item);
  const rendition = item.rendition ?? '';
  const stored = await storedRendition(rendition);
  const opened = await vault().do.openUpload({
    case: item.case,
    ground: await groundNow(acting),
    author: acting.person,
    recipients: item.recipients,
    kind: item.kind === 'letter' ? kindOf(row) : item.kind,
    language: item.language,
    file: row.file,
    chunksPerSlice: stored.slice_chunks,
    version: item.version,
    item: item.item,
    rendition,
    resume: stored.resume ?? '',
    ...(typeof item.in_reply_to === 'string' ? { in_reply_to: item.in_reply_to } : {}),
  });
  return { opened, present: stored.slices.map(({ slice }) => slice), direct, groundThen: () => groundNow(acting) };
}
