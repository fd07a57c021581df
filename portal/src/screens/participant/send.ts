/** Hands a sealed item to the service. Every step may be repeated after a broken connection. */
import { putSlice, putTable, startItem, startVersion, submit } from '../../api/items.ts';
import type { Item, ItemKind, Upload } from '../../api/types.ts';
import { bytesOf } from '../../ui/bytes.ts';
import type { SealedItem, SealedLetter } from '../../vault/messages.ts';

export interface Begun {
  readonly case: string;
  readonly item: string;
  readonly kind: ItemKind;
  readonly language: string;
  readonly recipients: readonly string[];
  readonly inReplyTo: string | null;
  /** From 2 on this is a new version of an item that the service has. */
  readonly version: number;
  readonly upload: Upload;
  /** For whom a liaison begins it. */
  readonly author?: string;
}

export function begin(begun: Begun): Promise<Item> {
  const { kind, upload } = begun;
  if (begun.version > 1) return startVersion(begun.item, { kind, upload });
  const { item, language, recipients, inReplyTo } = begun;
  return startItem(begun.case, { item, kind, language, recipients, in_reply_to: inReplyTo, upload }, begun.author);
}

/** Stores the table and submits: from here on the item is with the service. */
export async function finish(sealed: SealedItem): Promise<Item> {
  await putTable(sealed.rendition, bytesOf(sealed.table));
  return submit(sealed.item, {
    manifest: sealed.manifest,
    grants: sealed.grants.map(({ to, rendition, grant }) => ({ grantee: to, rendition, grant })),
  });
}

export function uploadOf(sealed: { rendition: string; padded: number; chunksPerSlice: number; resume: string }): Upload {
  return {
    rendition: sealed.rendition,
    padded: sealed.padded,
    slice_chunks: sealed.chunksPerSlice,
    resume: sealed.resume,
  };
}

export async function sendLetter(sealed: SealedLetter, begun: Omit<Begun, 'item' | 'kind' | 'upload'>): Promise<Item> {
  await begin({ ...begun, item: sealed.item, kind: 'letter', upload: uploadOf(sealed) });
  for (const [slice, bytes] of sealed.slices.entries()) await putSlice(sealed.rendition, slice, bytes);
  return finish(sealed);
}
