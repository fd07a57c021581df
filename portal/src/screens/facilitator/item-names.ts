/** What staff call an item. */
import type { ItemKind } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';

export function kindName({ kind }: { readonly kind: ItemKind }): string {
  return t(`kind-${kind}`);
}
