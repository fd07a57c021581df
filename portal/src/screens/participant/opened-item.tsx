/** Opening: the whole chain is verified first, then the recipient's own opening is signed and kept. */
import type { ComponentChildren } from 'preact';
import * as api from '../../api/items.ts';
import type { Item, Me } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { storePins, vault } from '../../session/session.ts';
import { ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { Content } from '../../ui/content.tsx';
import { NothingShown, pageTitle } from '../../ui/nothing-shown.tsx';
import { openedOf, type Opened } from '../../ui/opening.ts';
import { Screen } from '../../ui/screen.tsx';
import { useFetched, Waiting } from '../../ui/waiting.tsx';
import { P } from '../../ui/words.tsx';
import { isRead } from '../item-kinds.ts';
import { useReplyRights } from './replying.tsx';

interface Shown {
  readonly opened: Opened;
  /** As its author signed it. */
  readonly language: string;
}

async function openNow(item: Item): Promise<Shown> {
  const papers = await api.evidence(item.item);
  const verified = await vault().do.verifyBeforeOpening({ evidence: papers, item: item.item, case: item.case, kind: item.kind });
  await storePins(verified.pinsMoved);
  const { language } = verified.manifest;
  if (papers.grants.length > 0) return { opened: await openedOf(verified, papers.grants), language };
  const { opening } = await vault().do.open({ handle: verified.handle });
  const { grants } = await api.open(item.item, opening);
  return { opened: await openedOf(verified, grants), language };
}

interface OpenedFacts {
  readonly item: Item;
  readonly me: Me;
  /** Beneath it: where it is to lie from now on. */
  readonly keeping: ComponentChildren;
}

export function OpenedItem({ item, me, keeping }: OpenedFacts) {
  const { fetched, again } = useFetched(() => openNow(item), [item.item]);
  const letter = isRead(item);
  if (fetched.is === 'trouble') {
    return (
      <Screen title={pageTitle(fetched.problem)} back="/">
        <NothingShown problem={fetched.problem} onAgain={again} />
      </Screen>
    );
  }
  return (
    <Screen title={t(letter ? 'item-letter-for-you' : 'item-recording-for-you')} back="/">
      {fetched.is === 'waiting' ? (
        <Waiting says="checking-item" />
      ) : (
        <Content of={item} opened={fetched.value.opened} lang={fetched.value.language} after={<AfterOpening item={item} me={me} keeping={keeping} />} />
      )}
    </Screen>
  );
}

function AfterOpening({ item, me, keeping }: OpenedFacts) {
  const { waits, rights } = useReplyRights(me);
  const mayReply = rights === null || rights.may_write;
  return (
    <>
      <P says="after-opening" />
      {!mayReply && <P says="no-reply-needed" />}
      <Buttons>
        {!waits && mayReply && (
          <ButtonLink to={`/letters/new/${item.item}`} look="quiet">
            {t('write-back')}
          </ButtonLink>
        )}
        <ButtonLink to="/" look="quiet">
          {t('back-home')}
        </ButtonLink>
      </Buttons>
      {keeping}
    </>
  );
}
