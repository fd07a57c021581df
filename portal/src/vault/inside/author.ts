/**
 * Writing: a letter sealed at once, a recording sealed slice by slice as the upload worker asks.
 * Owns content keys of unfinished items; refuses to send anything itself.
 */
import {
  ContainerSealer,
  newContentKey,
  resumableSalt,
  sealWhole,
} from '../../sealing/container.ts';
import { b64, concat, newId, parseId, same, unb64, utf8, type Id } from '../../sealing/encoding.ts';
import { SealingError } from '../../sealing/errors.ts';
import { sealGrant, sealResume, type Resume } from '../../sealing/sealed.ts';
import { sliceCount, sliceLength, sliceSpan } from '../../sealing/slices.ts';
import { sodium, wipe } from '../../sealing/sodium.ts';
import { sign } from '../../sealing/statements.ts';
import type { DigestTable } from '../../sealing/table.ts';
import { verifyOwnItem } from '../../sealing/verify/verify.ts';
import { isAsWritten, verifyRendition } from '../../sealing/verify/item.ts';
import type { SliceAnswer, SliceAsk } from '../../upload/messages.ts';
import type {
  GroundWire,
  ItemFacts,
  ItemKind,
  MadeGrant,
  Operations,
  SealedItem,
  VaultNotice,
} from '../messages.ts';
import { handFor, type Hand } from './hands.ts';
import { keep, readEvidence } from './items.ts';
import { now } from './now.ts';
import { digestOf } from './reading.ts';
import { Refusal } from './refusal.ts';
import { changedIn } from './safer.ts';
import { me, pins, remember, unlocked } from './session.ts';

type Ask<K extends keyof Operations> = Operations[K]['ask'];
type Answer<K extends keyof Operations> = Operations[K]['answer'];

/** Letters are small: one slice of up to 8 MiB carries any of them. */
const LETTER_SLICE_CHUNKS = 32;

interface Draft {
  readonly case: Id;
  readonly item: Id;
  readonly rendition: Id;
  readonly kind: ItemKind;
  readonly facts: ItemFacts;
  readonly hand: Hand;
}

/**
 * Whether these are everyone on the other side, as the signed case has it: whom the server leaves
 * out or slips in is never written to.
 */
function isOtherSide(recipients: readonly string[], { author, ground: { newest } }: Hand): boolean {
  const own = newest.body.people.find(({ person }) => person === author)?.role;
  const others = newest.body.people.filter(({ role }) => role !== own);
  const named = new Set(recipients.map(parseId));
  return (
    own !== undefined &&
    named.size === others.length &&
    recipients.length === others.length &&
    others.every(({ person }) => named.has(person))
  );
}

/** Whose hand sends it, of just this case and to everyone on its other side. Throws case-invalid. */
function holdHand(facts: ItemFacts, shown: GroundWire): Hand {
  const hand = handFor(facts, shown);
  if (hand.ground.case !== parseId(facts.case) || !isOtherSide(facts.recipients, hand)) {
    throw new SealingError('case-invalid', 'The item is for another case, or for somebody else.');
  }
  remember(hand.ground.pins);
  return hand;
}

function draftOf(facts: ItemFacts, kind: ItemKind, shown: GroundWire): Draft {
  const hand = holdHand(facts, shown);
  const caseId = hand.ground.case;
  return {
    case: caseId,
    item: facts.item === undefined ? newId() : parseId(facts.item),
    rendition: facts.rendition === undefined ? newId() : parseId(facts.rendition),
    kind,
    facts,
    hand,
  };
}

function grantsFor(draft: Draft, contentKey: Uint8Array): readonly MadeGrant[] {
  const { item, rendition, kind, hand } = draft;
  const { ground } = hand;
  const grant = (to: MadeGrant['to'], box: Uint8Array): MadeGrant => ({
    to,
    rendition,
    grant: b64(sealGrant(item, rendition, box, contentKey)),
  });
  const grants = [
    grant('author', hand.box),
    grant('team', unb64(ground.team.key, 32)),
  ];
  if (kind === 'letter') return grants;
  const pool = ground.roster.pools.find((one) => one.pool === ground.newest.body.pool);
  if (!pool) throw new SealingError('roster-invalid', 'The roster does not list the case’s pool.');
  return [...grants, grant('pool', unb64(pool.box, 32))];
}

function sealedItem(
  draft: Draft,
  table: DigestTable,
  contentKey: Uint8Array,
  chunksPerSlice: number,
  resume: string,
): SealedItem {
  const { facts, hand, rendition } = draft;
  const manifest = sign(
    'gobetween/manifest/1',
    {
      case: draft.case,
      item: draft.item,
      author: hand.author,
      case_statement: hand.ground.newest.digest,
      version: facts.version ?? 1,
      kind: draft.kind,
      language: facts.language,
      capacity: hand.capacity,
      recipients: facts.recipients.map(parseId),
      containers: [{ rendition, table: table.digest, padded: table.padded }],
      in_reply_to: facts.in_reply_to ? parseId(facts.in_reply_to) : '',
      relates_to: facts.relates_to ? parseId(facts.relates_to) : '',
      created: now(),
    },
    unlocked().keys.seed,
  );
  return {
    item: draft.item,
    rendition,
    manifest: manifest.wire,
    table: b64(table.toBytes()),
    tableDigest: table.digest,
    padded: table.padded,
    chunks: table.digests.length,
    chunksPerSlice,
    grants: grantsFor(draft, contentKey),
    resume,
  };
}

function resumeNote({ item, rendition, hand }: Draft, resume: Resume): string {
  return b64(sealResume(item, rendition, hand.box, resume));
}

export function sealLetter(ask: Ask<'sealLetter'>): Answer<'sealLetter'> {
  const draft = draftOf(ask, 'letter', ask.ground);
  const plaintext = utf8(ask.text);
  const contentKey = newContentKey();
  const { table, chunks } = sealWhole(contentKey, draft, plaintext);
  const plaintextDigest = sodium.crypto_generichash(32, plaintext, null);
  const resume = resumeNote(draft, { contentKey, plaintextDigest, length: plaintext.length });
  const sealed = sealedItem(draft, table, contentKey, LETTER_SLICE_CHUNKS, resume);
  const slices = Array.from(
    { length: sliceCount(chunks.length, LETTER_SLICE_CHUNKS) },
    (_, slice) => {
      const { from, to } = sliceSpan(slice, chunks.length, LETTER_SLICE_CHUNKS);
      return concat(...chunks.slice(from, to)).buffer;
    },
  );
  wipe(contentKey, plaintext);
  return { ...sealed, slices };
}

interface Upload {
  readonly draft: Draft;
  readonly file: Blob;
  readonly sealer: ContainerSealer;
  readonly resume: Resume;
  readonly note: string;
  readonly chunksPerSlice: number;
  readonly sealed: Set<number>;
}

const uploads = new Map<string, Upload>();

function changed(): SealingError {
  return new SealingError('plaintext-changed', 'This is not the file that was begun with.');
}

export async function openUpload(
  ask: Ask<'openUpload'>,
  tell: (notice: VaultNotice) => void,
): Promise<Answer<'openUpload'>> {
  const { file, chunksPerSlice } = ask;
  if (!Number.isInteger(chunksPerSlice) || chunksPerSlice < 1 || chunksPerSlice > 32) {
    throw new RangeError('A slice has 1 to 32 chunks.');
  }
  const draft = draftOf(ask, ask.kind, ask.ground);
  const plaintextDigest = await digestOf(file, tell);
  const known = ask.resume
    ? draft.hand.openResume(unb64(ask.resume), draft.item, draft.rendition)
    : null;
  if (known && (!same(known.plaintextDigest, plaintextDigest) || known.length !== file.size)) {
    throw changed();
  }
  const resume = known ?? { contentKey: newContentKey(), plaintextDigest, length: file.size };
  const salt = resumableSalt(resume.contentKey, plaintextDigest, file.size);
  const sealer = new ContainerSealer(resume.contentKey, draft, file.size, salt);
  const note = ask.resume ?? resumeNote(draft, resume);
  const handle = crypto.randomUUID();
  const upload = { draft, file, sealer, resume, note, chunksPerSlice, sealed: new Set<number>() };
  uploads.set(handle, upload);
  return {
    handle,
    item: draft.item,
    rendition: draft.rendition,
    length: file.size,
    padded: sealer.padded,
    chunks: sealer.chunks,
    chunksPerSlice,
    slices: sliceCount(sealer.chunks, chunksPerSlice),
    resume: note,
    port: servedSlices(upload),
  };
}

async function sealSlice(upload: Upload, slice: number): Promise<Uint8Array<ArrayBuffer>> {
  const { sealer, file, chunksPerSlice } = upload;
  const { from, to } = sliceSpan(slice, sealer.chunks, chunksPerSlice);
  const start = sealer.plaintextSpan(from).from;
  const end = sealer.plaintextSpan(to - 1).to;
  const plain = new Uint8Array(await file.slice(start, end).arrayBuffer());
  const joined = new Uint8Array(sliceLength(slice, sealer.padded, chunksPerSlice));
  let at = 0;
  for (let index = from; index < to; index += 1) {
    const span = sealer.plaintextSpan(index);
    const chunk = sealer.sealChunk(index, plain.subarray(span.from - start, span.to - start));
    joined.set(chunk, at);
    at += chunk.length;
  }
  wipe(plain);
  upload.sealed.add(slice);
  return joined;
}

/** The port on which the upload worker asks for slices; see upload/messages.ts. */
function servedSlices(upload: Upload): MessagePort {
  const { port1, port2 } = new MessageChannel();
  const { sealer, chunksPerSlice } = upload;
  port1.onmessage = async ({ data }: MessageEvent<SliceAsk>) => {
    if ('lengths' in data) {
      const lengths = Array.from(
        { length: sliceCount(sealer.chunks, chunksPerSlice) },
        (_, slice) => sliceLength(slice, sealer.padded, chunksPerSlice),
      );
      port1.postMessage({ lengths } satisfies SliceAnswer);
      return;
    }
    const { slice } = data;
    try {
      const { buffer: bytes } = await sealSlice(upload, slice);
      const { from, to } = sliceSpan(slice, sealer.chunks, chunksPerSlice);
      const digests = b64(sealer.digestsOf(from, to));
      port1.postMessage({ slice, bytes, digests } satisfies SliceAnswer, [bytes]);
    } catch (cause) {
      const fault = cause instanceof SealingError ? cause.code : 'file-unreadable';
      port1.postMessage({ slice, fault } satisfies SliceAnswer);
    }
  };
  return port2;
}

export async function finishUpload(
  { handle, ground }: Ask<'finishUpload'>,
  tell: (notice: VaultNotice) => void,
): Promise<SealedItem> {
  const upload = uploads.get(handle);
  if (!upload) throw new Refusal('unknown-handle', 'This upload is not open here.');
  const { sealer, resume, chunksPerSlice, note } = upload;
  // Slices that the server already had are sealed again, because their digests belong in the table.
  for (let slice = 0; slice < sliceCount(sealer.chunks, chunksPerSlice); slice += 1) {
    if (!upload.sealed.has(slice)) await sealSlice(upload, slice);
  }
  // The salt stands for the file as it was hashed first: a file that changed since must not pass.
  if (!same(await digestOf(upload.file, tell), resume.plaintextDigest)) throw changed();
  const { draft: begun } = upload;
  // An upload may take hours: the case, or the team that acts, may be another by now.
  const draft = ground ? { ...begun, hand: holdHand(begun.facts, ground) } : begun;
  const sealed = sealedItem(draft, sealer.table(), resume.contentKey, chunksPerSlice, note);
  closeUpload(handle);
  return sealed;
}

function closeUpload(handle: string): void {
  const upload = uploads.get(handle);
  upload?.sealer.forget();
  if (upload) wipe(upload.resume.contentKey);
  uploads.delete(handle);
}

export function closeUploads(): void {
  for (const handle of [...uploads.keys()]) closeUpload(handle);
}

export function verifyOwn(ask: Ask<'verifyOwn'>): Answer<'verifyOwn'> {
  const evidence = readEvidence(ask.evidence);
  const papers = verifyOwnItem(evidence, pins(), me(), parseId(ask.item));
  const shown = isAsWritten(papers.manifest.body.kind) || evidence.rendition !== null;
  const readable = shown ? verifyRendition(papers, evidence) : null;
  return {
    ...keep({ stage: 'own', papers, readable }, evidence, ask),
    changed: changedIn(readable),
  };
}
