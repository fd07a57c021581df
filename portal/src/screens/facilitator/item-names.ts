/** What staff call an item. */
import type { Item } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';

export function kindName(item: Item): string {
  return t(`kind-${item.kind}`);
}
