/**
 * The file that is on its way, if any: one at a time per tab. Lives outside the screens so
 * that a person may look at other pages meanwhile; ends with the vault, and can be gone on with
 * from the service's list of slices and the same file.
 */
import { signal } from '@preact/signals';
import { ApiProblem, OWN_HEADERS } from '../../api/http.ts';
import { askToSend, putOnLink, sliceAddress, storedRendition } from '../../api/items.ts';
import type { Item, ItemKind, MaySend, Me } from '../../api/types.ts';
import { stayAwake } from '../../session/idle.ts';
import { beforeVaultEnds, vault } from '../../session/session.ts';
import { measuredSpeed, startUpload, suggestChunksPerSlice, UploadFault, type Uploading } from '../../upload/client.ts';
import type { GroundWire, OpenedUpload } from '../../vault/messages.ts';
import { Plain } from '../../ui/trouble.tsx';
import { groundFor, type Ground } from './ground.ts';
import { begin, finish, uploadOf } from './send.ts';

export type Phase =
  | { readonly at: 'looking'; readonly permille: number }
  | { readonly at: 'sending'; readonly permille: number; readonly secondsLeft: number | null; readonly paused: boolean }
  | { readonly at: 'finishing' }
  | { readonly at: 'sent' }
  | { readonly at: 'trouble'; readonly problem: unknown };

export interface Sending {
  /** Empty until the vault has made one. */
  readonly item: string;
  readonly phase: Phase;
}

export const sending = signal<Sending | null>(null);

let upload: Uploading | null = null;
/** Counts sendings, so that an older one that still moves cannot write over a newer one. */
let turn = 0;

const VIDEO_ENDINGS = ['mp4', 'm4v', 'mov', '3gp', 'webm', 'mkv', 'avi', 'ts', 'm2ts', 'mts', 'mpg', 'mpeg', 'wmv'];
const SOUND_ENDINGS = ['wav', 'mp3', 'm4a', 'aac', 'ogg', 'oga', 'opus', 'flac', 'amr', 'wma'];

/** What a file chooser offers: systems do not know the type of every ending. */
export const OFFERED = ['video/*', 'audio/*', ...[...VIDEO_ENDINGS, ...SOUND_ENDINGS].map((one) => `.${one}`)].join();

const PAPER_ENDINGS = ['jpg', 'jpeg', 'png', 'webp', 'heic', 'heif', 'pdf'];
const PAPER_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif', 'application/pdf'];
export const OFFERED_PAPER = [...PAPER_TYPES, ...PAPER_ENDINGS.map((one) => `.${one}`)].join();

/** What is sent as a file. */
export type FileKind = Exclude<ItemKind, 'letter'>;

function endsIn(endings: readonly string[], { name }: File): boolean {
  return endings.some((one) => name.toLowerCase().endsWith(`.${one}`));
}

export function kindOf(file: File): FileKind | null {
  if (PAPER_TYPES.includes(file.type) || endsIn(PAPER_ENDINGS, file)) return 'scan';
  if (file.type.startsWith('video/')) return 'video_message';
  if (file.type.startsWith('audio/')) return 'recorded_message';
  if (endsIn(VIDEO_ENDINGS, file)) return 'video_message';
  if (endsIn(SOUND_ENDINGS, file)) return 'recorded_message';
  return null;
}

export interface NewRecording {
  readonly me: Me;
  readonly file: File;
  readonly kind: FileKind;
  readonly language: string;
  readonly inReplyTo: string | null;
  /** The failed item that this replaces. */
  readonly instead: Item | null;
}

/** Starts a new recording. Resolves when the item exists at the service, with its id. */
export async function sendRecording(recording: NewRecording): Promise<void> {
  await carry(async (mine) => {
    const ground = await groundFor(recording.me);
    const version = recording.instead === null ? 1 : recording.instead.version + 1;
    const { by_address: direct } = await allowed(
      ground.case,
      recording.file,
      recording.kind,
      recording.instead?.item,
    );
    const opened = await vault().do.openUpload({
      case: ground.case,
      ground: ground.ground,
      recipients: recording.instead?.recipients ?? ground.recipients,
      kind: recording.kind,
      language: recording.language,
      file: recording.file,
      chunksPerSlice: suggestChunksPerSlice(await measuredSpeed(putOnLink)),
      version,
      ...(recording.instead === null ? {} : { item: recording.instead.item }),
      ...(recording.inReplyTo === null ? {} : { in_reply_to: recording.inReplyTo }),
    });
    await begin({
      case: ground.case,
      item: opened.item,
      kind: recording.kind,
      language: recording.language,
      recipients: ground.recipients,
      inReplyTo: recording.inReplyTo,
      version,
      upload: uploadOf(opened),
    });
    mine({ item: opened.item });
    return { opened, present: [], direct };
  });
}

/** Goes on with a draft: only slices that the service has not got are sent. */
export async function goOnSending(me: Me, item: Item, file: File): Promise<void> {
  const rendition = item.rendition ?? '';
  await carry(async (mine) => {
    mine({ item: item.item });
    const [ground, stored]: [Ground, Awaited<ReturnType<typeof storedRendition>>] = await Promise.all([
      groundFor(me),
      storedRendition(rendition),
    ]);
    const kind = item.kind === 'letter' ? 'video_message' : item.kind;
    const { by_address: direct } = await allowed(item.case, file, kind, item.item);
    const opened = await vault().do.openUpload({
      case: item.case,
      ground: ground.ground,
      recipients: item.recipients,
      kind,
      language: item.language,
      file,
      chunksPerSlice: stored.slice_chunks,
      version: item.version,
      item: item.item,
      rendition,
      resume: stored.resume ?? '',
      ...(typeof item.in_reply_to === 'string' ? { in_reply_to: item.in_reply_to } : {}),
    });
    return { opened, present: stored.slices.map(({ slice }) => slice), direct };
  });
}

/** What of the author's own is missing has words of its own; all the rest is for their facilitator. */
const OWN_WORDS: Readonly<Record<string, string>> = {
  'author-consent-missing': 'own-word-missing',
  'acknowledgement-missing': 'own-word-missing',
  'case-not-active': 'case-not-open',
  'reply-not-in-plan': 'reply-not-planned',
  'medium-not-in-plan': 'not-planned',
};

/** Asks before the file is read and the link measured; throws what sending it would end with. */
async function allowed(caseId: string, file: File, kind: ItemKind, item?: string): Promise<MaySend> {
  try {
    return await askToSend(caseId, { kind, length: file.size, ...(item === undefined ? {} : { item }) });
  } catch (problem) {
    const blockers = problem instanceof ApiProblem && problem.slug === 'blocked' ? problem.facts['blockers'] : '';
    const words = OWN_WORDS[String(blockers).split(',')[0] ?? ''];
    throw words === undefined ? problem : new Plain(words);
  }
}

export interface Ready {
  readonly opened: OpenedUpload;
  readonly present: readonly number[];
  /** The case as it is once all of it is there, where that is looked at again. */
  readonly groundThen?: () => Promise<GroundWire>;
  readonly direct: boolean;
}

/** Carries what `prepare` opened until the service has it whole and signed; its phase says what came of it. */
export async function carry(prepare: (mine: (change: Partial<Sending>) => void) => Promise<Ready>): Promise<void> {
  stop();
  turn += 1;
  const own = turn;
  const mine = (change: Partial<Sending>): void => {
    if (own === turn && sending.value) sending.value = { ...sending.value, ...change };
  };
  const done = stayAwake();
  sending.value = { item: '', phase: { at: 'looking', permille: 0 } };
  beforeVaultEnds(stop);
  const silence = vault().onNotice((notice) => {
    if (notice.notice !== 'hashing' || notice.total === 0) return;
    mine({ phase: { at: 'looking', permille: Math.round((1000 * notice.done) / notice.total) } });
  });
  try {
    const { opened, present, direct, groundThen } = await prepare(mine);
    mine({ phase: { at: 'sending', permille: 0, secondsLeft: null, paused: false } });
    upload = startUpload({
      port: opened.port,
      slices: opened.slices,
      present: [...present],
      address: (slice) => sliceAddress(opened.rendition, slice),
      direct,
      headers: { ...OWN_HEADERS },
      onProgress: ({ sentBytes, totalBytes, secondsLeft }) => {
        const phase = sending.value?.phase;
        mine({
          phase: {
            at: 'sending',
            permille: totalBytes === 0 ? 1000 : Math.floor((1000 * sentBytes) / totalBytes),
            secondsLeft,
            paused: phase?.at === 'sending' && phase.paused,
          },
        });
      },
    });
    await upload.done;
    mine({ phase: { at: 'finishing' } });
    const then = groundThen === undefined ? {} : { ground: await groundThen() };
    await finish(await vault().do.finishUpload({ handle: opened.handle, ...then }));
    mine({ phase: { at: 'sent' } });
  } catch (problem) {
    mine({ phase: { at: 'trouble', problem: problem instanceof UploadFault ? new Plain(wordsOf(problem)) : problem } });
  } finally {
    if (own === turn) upload = null;
    silence();
    done();
  }
}

function wordsOf({ code }: UploadFault): string {
  if (code === 'plaintext-changed' || code === 'file-unreadable') return 'file-changed';
  return code === 'connection-lost' ? 'unreachable' : 'upload';
}

export function pauseSending(paused: boolean): void {
  const now = sending.value;
  if (now?.phase.at !== 'sending' || upload === null) return;
  if (paused) upload.pause();
  else upload.resume();
  sending.value = { ...now, phase: { ...now.phase, paused } };
}

/** Forgets what is on its way; what the service already has stays there to go on from. */
export function stop(): void {
  turn += 1;
  upload?.cancel();
  upload = null;
  sending.value = null;
}
