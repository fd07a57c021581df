/** Reading back what one sent, with one's own key. */
import { evidence } from '../../api/items.ts';
import type { Item } from '../../api/types.ts';
import { storePins, vault } from '../../session/session.ts';
import { Content } from '../../ui/content.tsx';
import { Shown, useFetched } from '../../ui/waiting.tsx';
import { openedOf, type Opened } from '../../ui/opening.ts';

export async function openOwn(item: Item): Promise<Opened> {
  const papers = await evidence(item.item);
  const verified = await vault().do.verifyOwn({ evidence: papers, item: item.item, case: item.case, kind: item.kind });
  await storePins(verified.pinsMoved);
  return openedOf(verified);
}

export function OwnContent({ item }: { readonly item: Item }) {
  const source = useFetched(() => openOwn(item), [item.item]);
  return <Shown of={source}>{(opened) => <Content opened={opened} lang={item.language} />}</Shown>;
}
