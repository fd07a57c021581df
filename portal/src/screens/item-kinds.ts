/** What is done with an item of a kind, whoever it is for. */
import type { ItemKind } from '../api/types.ts';

/** Written words and paper are read and called letters; everything else is played, or its captions. */
export function isRead({ kind }: { readonly kind: ItemKind }): boolean {
  return kind === 'letter' || kind === 'scan';
}

/** What a list calls what its author sent. */
export function ownName(item: { readonly kind: ItemKind }): string {
  if (item.kind === 'captions') return 'item-your-captions';
  return isRead(item) ? 'item-your-letter' : 'item-your-recording';
}

/** What people consent to, by what they send. */
export function mediumOfKind({
  kind,
}: {
  readonly kind: ItemKind;
}): 'letter' | 'recording' | 'paper' {
  if (kind === 'scan') return 'paper';
  return kind === 'letter' ? 'letter' : 'recording';
}

/** What the page of it calls it. */
export function ownTitle(item: { readonly kind: ItemKind }): string {
  if (item.kind === 'captions') return 'own-captions-title';
  return isRead(item) ? 'own-letter-title' : 'own-recording-title';
}

/** What the button says that shows an author what they sent. */
export function seeOwn(item: { readonly kind: ItemKind }): string {
  if (item.kind === 'captions') return 'read-own-captions';
  return { letter: 'read-own', recording: 'play-own', paper: 'look-own' }[mediumOfKind(item)];
}
