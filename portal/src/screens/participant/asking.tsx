/** "Is there anything for me?" Asked only when somebody wants to know; nobody else is told. */
import { useState } from 'preact/hooks';
import { askForAnything } from '../../api/offers.ts';
import type { Me } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { Button, ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { Lead, P } from '../../ui/words.tsx';

export function Asking({ me }: { readonly me: Me }) {
  const [waiting, setWaiting] = useState<boolean | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);

  const ask = async (): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      if (me.case !== null) setWaiting((await askForAnything(me.case)).waiting);
    } catch (refusal) {
      setProblem(refusal);
    }
    setWorking(false);
  };

  if (waiting === true) {
    return (
      <Screen title={t('ask-something-title')}>
        <Lead says="ask-something-line" />
        <Buttons>
          <ButtonLink to="/">{t('ask-something-go')}</ButtonLink>
        </Buttons>
      </Screen>
    );
  }
  if (waiting === false) {
    return (
      <Screen title={t('ask-nothing-title')}>
        <Lead says="ask-nothing-line" />
        <ButtonLink to="/" look="quiet">
          {t('back-home')}
        </ButtonLink>
      </Screen>
    );
  }
  return (
    <Screen title={t('ask-title')} back="/">
      {problem !== null && <Trouble problem={problem} />}
      <Lead says="ask-line" />
      <P says="ask-private" />
      <Buttons>
        <Button disabled={working} onPress={() => void ask()}>
          {t('ask-button')}
        </Button>
        <ButtonLink to="/" look="quiet">
          {t('ask-not-now')}
        </ButtonLink>
      </Buttons>
    </Screen>
  );
}
