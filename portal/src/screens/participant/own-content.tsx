/** Reading back what one sent, with one's own key. */
import { evidence } from '../../api/items.ts';
import type { Item } from '../../api/types.ts';
import { storePins, vault } from '../../session/session.ts';
import { Content } from '../../ui/content.tsx';
import { EditList, EditNotes } from '../../ui/edits.tsx';
import { Shown, useFetched } from '../../ui/waiting.tsx';
import { openedOf, type Opened } from '../../ui/opening.ts';
import { P } from '../../ui/words.tsx';
import type { VerifiedOwn } from '../../vault/messages-safer.ts';

/** What one sent, as its papers say that were fetched now. */
export async function verifiedOwn(item: Item): Promise<VerifiedOwn> {
  const papers = await evidence(item.item);
  const verified = await vault().do.verifyOwn({ evidence: papers, item: item.item, case: item.case, kind: item.kind });
  await storePins(verified.pinsMoved);
  return verified;
}

export async function openOwn(item: Item): Promise<Opened> {
  return openedOf(await verifiedOwn(item));
}

/** With what was changed in it, where anything was: then it is not quite what they sent. */
export function OwnContent({ item }: { readonly item: Item }) {
  const source = useFetched(async () => {
    const verified = await verifiedOwn(item);
    return { opened: await openedOf(verified), edits: verified.changed?.edits ?? [] };
  }, [item.item]);
  return (
    <Shown of={source}>
      {({ opened, edits }) => (
        <>
          {edits.length > 0 && (
            <>
              <P says="own-changed" />
              <EditList edits={edits} />
              <EditNotes edits={edits} />
            </>
          )}
          <Content of={item} opened={opened} lang={item.language} stillFirst />
        </>
      )}
    </Shown>
  );
}
