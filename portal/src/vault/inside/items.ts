/**
 * Items whose papers were verified in this tab, by handle. Owns what stage each reached, so that a
 * later act can only follow the checks it needs; refuses to keep anything past a lock.
 */
import type { B32 } from '../../sealing/encoding.ts';
import { parseEvidence, type Evidence } from '../../sealing/evidence.ts';
import { SealingError } from '../../sealing/errors.ts';
import type { Accepted, Approved, EarlierReaders } from '../../sealing/verify/decisions.ts';
import type { Entrusted } from '../../sealing/verify/entrusted.ts';
import type { Readable, Submitted } from '../../sealing/verify/item.ts';
import type { EvidenceWire, ManifestFacts, MediaFacts, MediaType, ShownItem, Verified } from '../messages.ts';
import type { Content } from './content.ts';
import { Refusal } from './refusal.ts';
import { remember } from './session.ts';

/** How far an item came: each stage holds exactly what its checks gave. */
export type Stage =
  | { readonly stage: 'own'; readonly papers: Submitted; readonly readable: Readable | null }
  | { readonly stage: 'review'; readonly papers: Readable; readonly earlier: EarlierReaders }
  | { readonly stage: 'handing-over'; readonly papers: Readable }
  | { readonly stage: 'entrusted'; readonly papers: Entrusted }
  | { readonly stage: 'beside'; readonly papers: Readable }
  | { readonly stage: 'offer'; readonly papers: Approved }
  | { readonly stage: 'opening'; readonly papers: Accepted };

export interface Item {
  readonly handle: string;
  readonly stage: Stage;
  readonly evidence: Evidence;
  /** Chunks per slice, as the server says they are stored; a wrong number only fails to open. */
  readonly sliceChunks: ReadonlyMap<string, number>;
  content: Content | null;
  /** Until when an approval can hold, null where nothing bounds it; undefined before that was seen. */
  standsUntil: number | null | undefined;
  /** The digest of what a colleague wrote down of a recording, once that was read here. */
  transcript: B32 | undefined;
  /** Of captions under review: whether a recipient’s device would show them beside their recording. */
  beside: boolean;
}

const items = new Map<string, Item>();

/** Throws unknown-handle. */
export function itemOf(handle: string): Item {
  const item = items.get(handle);
  if (!item) throw new Refusal('unknown-handle', 'This item is not open here.');
  return item;
}

export function readEvidence(wire: EvidenceWire): Evidence {
  return parseEvidence(wire);
}

function manifestFacts({ manifest, author }: Submitted): ManifestFacts {
  const { body } = manifest;
  return {
    digest: manifest.digest,
    author: body.author,
    authorRole: author.role,
    item: body.item,
    case: body.case,
    version: body.version,
    kind: body.kind,
    language: body.language,
    capacity: body.capacity,
    recipients: body.recipients,
    inReplyTo: body.in_reply_to,
    relatesTo: body.relates_to,
    created: body.created,
  };
}

/**
 * The media type is derived from the kinds of stream that the signed statement lists, and is one of
 * three: a type that someone else declares must never decide how a browser treats the bytes.
 */
export function mediaFacts(readable: Readable | null): MediaFacts | null {
  const media = readable?.rendition?.body.media;
  if (!media || !readable?.rendition) return null;
  return {
    mediaType: mediaType(media.container, media.video_codec),
    durationMs: media.duration_ms,
    declaredMs: media.declared_ms,
    width: media.width,
    height: media.height,
    flags: readable.rendition.body.flags,
  };
}

function mediaType(container: string, videoCodec: string): MediaType {
  if (container === 'pages') return 'image/jpeg';
  return videoCodec === '' ? 'audio/mp4' : 'video/mp4';
}

/** Keeps a verified item and moves the pins. Throws case-invalid, or item-mismatch. */
export function keep(stage: Stage, evidence: Evidence, shown: ShownItem): Verified {
  const { papers } = stage;
  if (papers.ground.case !== shown.case) {
    throw new SealingError('case-invalid', 'The item is of another case.');
  }
  // Whoever agreed to a letter is not given a recording.
  if (shown.kind !== undefined && papers.manifest.body.kind !== shown.kind) {
    throw new SealingError('item-mismatch', 'The item is of another kind than was shown.');
  }
  const readable = stage.stage === 'own' ? stage.readable : stage.papers;
  const handle = crypto.randomUUID();
  const sliceChunks = new Map(
    shown.evidence.renditions.map((one) => [one.rendition, one.slice_chunks]),
  );
  const unseen = { content: null, standsUntil: undefined, transcript: undefined, beside: false };
  items.set(handle, { handle, stage, evidence, sliceChunks, ...unseen });
  return {
    handle,
    manifest: manifestFacts(papers),
    media: mediaFacts(readable),
    rendition: readable?.released.rendition ?? papers.original.rendition,
    pinsMoved: remember(papers.ground.pins),
  };
}

export function closeContent(handle: string): void {
  items.get(handle)?.content?.forget();
  items.delete(handle);
}

export function closeAll(): void {
  for (const handle of [...items.keys()]) closeContent(handle);
}
