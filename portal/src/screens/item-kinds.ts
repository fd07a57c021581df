/** What is done with an item of a kind, whoever it is for. */
import type { ItemKind } from '../api/types.ts';

/** Written words and paper are read and called letters; everything else is played. */
export function isRead({ kind }: { readonly kind: ItemKind }): boolean {
  return kind === 'letter' || kind === 'scan';
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

/** What the button says that shows an author what they sent. */
export function seeOwn(item: { readonly kind: ItemKind }): string {
  return { letter: 'read-own', recording: 'play-own', paper: 'look-own' }[mediumOfKind(item)];
}
