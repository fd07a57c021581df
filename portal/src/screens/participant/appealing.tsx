/** Asking that somebody else look again at what was withheld: one calm question, once for each item. */
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

async function appeal({ item, case: caseId, kind }: Item): Promise<void> {
  const papers = await api.evidence(item);
  const { handle, pinsMoved } = await vault().do.verifyOwn({ evidence: papers, item, case: caseId, kind });
  await storePins(pinsMoved);
  const made = await vault().do.appeal({ handle });
  await api.appeal(item, made.appeal);
}

export function Appealing({ id }: { readonly id: string }) {
  const source = useFetched(() => api.itemById(id), [id]);
  const [asked, setAsked] = useState(false);
  if (asked) return <Appealed id={id} />;
  return (
    <Shown of={source} title={t('could-not-show')}>
      {(item) => <Asking item={item} onAsked={() => setAsked(true)} />}
    </Shown>
  );
}

function Asking({ item, onAsked }: { readonly item: Item; readonly onAsked: () => void }) {
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const address = `/items/${item.item}`;
  const ask = async (): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      await appeal(item);
      onAsked();
    } catch (refusal) {
      setProblem(refusal);
      setWorking(false);
    }
  };
  return (
    <Screen title={t('appeal-title')} back={address}>
      {problem !== null && <NothingShown problem={problem} />}
      {item.status === 'withheld' ? (
        <>
          <Lead says="appeal-what" />
          <Points says="appeal-point" many={4} />
          <Buttons>
            <Button disabled={working} onPress={() => void ask()}>
              {t('appeal-yes')}
            </Button>
            <ButtonLink to={address} look="quiet">
              {t('not-this-time')}
            </ButtonLink>
          </Buttons>
        </>
      ) : (
        <P says="appeal-not-now" />
      )}
    </Screen>
  );
}

function Appealed({ id }: { readonly id: string }) {
  return (
    <Screen title={t('appealed-title')}>
      <Lead says="appealed-what" />
      <P says="appealed-next" />
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
