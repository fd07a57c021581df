/** One item: as its author sees it, or as the person it is for. */
import { itemById } from '../../api/items.ts';
import type { Me } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { Shown, useFetched } from '../../ui/waiting.tsx';
import { OwnItem } from './own-item.tsx';
import { Received } from './received.tsx';

export function ItemPage({ me, id }: { readonly me: Me; readonly id: string }) {
  const source = useFetched(() => itemById(id), [id]);
  return (
    <Shown of={source} title={t('could-not-show')}>
      {(item) =>
        item.part === 'recipient' ? (
          <Received me={me} item={item} onLook={source.again} />
        ) : (
          <OwnItem me={me} item={item} onLook={source.again} />
        )
      }
    </Shown>
  );
}
