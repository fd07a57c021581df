/** Saying no to something: one calm question, no reason, and a way back to it another day. */
import { useState } from 'preact/hooks';
import { evidence } from '../../api/items.ts';
import { askFor, storeRefusal } from '../../api/offers.ts';
import type { Item } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { vault } from '../../session/session.ts';
import { Button, ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Lead, P } from '../../ui/words.tsx';

interface DecliningFacts {
  readonly item: Item;
  readonly onBack: () => void;
  readonly onDone: () => void;
}

async function decline(item: Item): Promise<void> {
  const papers = await evidence(item.item);
  const { refusal } = await vault().do.decline({
    evidence: papers,
    item: item.item,
    case: item.case,
  });
  await storeRefusal(item.item, refusal);
}

export function Declining({ item, onBack, onDone }: DecliningFacts) {
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const send = async (): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      await decline(item);
      onDone();
    } catch (refusal) {
      setProblem(refusal);
      setWorking(false);
    }
  };
  return (
    <Screen title={t('decline-title')} onBack={onBack}>
      {problem !== null && <NothingShown problem={problem} />}
      <Lead says="decline-what" />
      <P says="decline-other" />
      <P says="decline-again" />
      <Buttons>
        <Button disabled={working} onPress={() => void send()}>
          {t('decline-yes')}
        </Button>
        <ButtonLink to="/" look="quiet">
          {t('leave-for-now')}
        </ButtonLink>
      </Buttons>
    </Screen>
  );
}

export function Declined({ item, onAsked }: { readonly item: Item; readonly onAsked: () => void }) {
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const ask = async (): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      await askFor(item.item);
      onAsked();
    } catch (refusal) {
      setProblem(refusal);
    }
    setWorking(false);
  };
  return (
    <Screen title={t('declined-title')} back="/">
      {problem !== null && <NothingShown problem={problem} />}
      <Lead says="declined-what" />
      <P says="declined-next" />
      <Button look="quiet" disabled={working} onPress={() => void ask()}>
        {t('ask-for-it')}
      </Button>
    </Screen>
  );
}
