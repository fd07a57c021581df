/** Taking back what one sent: one calm question, and one answer, whether it had been opened or not. */
import { useState } from 'preact/hooks';
import * as api from '../../api/items.ts';
import type { Item } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { storePins, vault } from '../../session/session.ts';
import { Button, ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Shown, useFetched } from '../../ui/waiting.tsx';
import { Lead, P, Points } from '../../ui/words.tsx';

const SENT: ReadonlySet<string> = new Set(['with_facilitator', 'processing', 'returned', 'withheld']);

/** Whether its author can take it back: it was sent, they have not, and do not know that it was opened. */
export function canBeRecalled(item: Item): boolean {
  return SENT.has(item.status) && item.recalled !== true && item.told !== 'opened';
}

async function recall({ item, case: caseId, kind }: Item): Promise<void> {
  const papers = await api.evidence(item);
  const { handle, pinsMoved } = await vault().do.verifyOwn({ evidence: papers, item, case: caseId, kind });
  await storePins(pinsMoved);
  const made = await vault().do.recall({ handle });
  await api.recall(item, made.recall);
}

export function Recalling({ id }: { readonly id: string }) {
  const source = useFetched(() => api.itemById(id), [id]);
  const [done, setDone] = useState(false);
  if (done) return <Recalled id={id} />;
  return (
    <Shown of={source} title={t('could-not-show')}>
      {(item) => <Asking item={item} onDone={() => setDone(true)} />}
    </Shown>
  );
}

function Asking({ item, onDone }: { readonly item: Item; readonly onDone: () => void }) {
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const address = `/items/${item.item}`;
  const takeBack = async (): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      await recall(item);
      onDone();
    } catch (refusal) {
      setProblem(refusal);
      setWorking(false);
    }
  };
  return (
    <Screen title={t('recall-title')} back={address}>
      {problem !== null && <NothingShown problem={problem} />}
      {canBeRecalled(item) ? (
        <>
          <Lead says="recall-what" />
          <Points says="recall-point" many={3} />
          <Buttons>
            <Button disabled={working} onPress={() => void takeBack()}>
              {t('recall-yes')}
            </Button>
            <ButtonLink to={address} look="quiet">
              {t('not-this-time')}
            </ButtonLink>
          </Buttons>
        </>
      ) : (
        <P says="recall-not-now" />
      )}
    </Screen>
  );
}

function Recalled({ id }: { readonly id: string }) {
  return (
    <Screen title={t('recalled-title')}>
      <Lead says="recalled-what" />
      <P says="recalled-next" />
      <Buttons>
        <ButtonLink to={`/items/${id}`} look="quiet">
          {t('appealed-look')}
        </ButtonLink>
        <ButtonLink to="/" look="quiet">
          {t('back-home')}
        </ButtonLink>
      </Buttons>
    </Screen>
  );
}
