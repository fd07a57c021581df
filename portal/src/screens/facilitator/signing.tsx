/** A look at what is about to be signed, and the page that says it is: for everything that staff sign. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../i18n/words.ts';
import { Button, ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { Facts, type Fact } from '../../ui/lists.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Lead, P } from '../../ui/words.tsx';
import { CountersigningNotice, type Uncountersigned } from './countersigning.tsx';

interface CheckFacts {
  /** The case that it is about. */
  readonly id: string;
  readonly facts: readonly Fact[];
  /** What signing it says, where the facts do not. */
  readonly means?: string;
  /** The word on the button. */
  readonly says: string;
  /** Signs and stores it; what it throws is shown, and it can be tried again. */
  readonly sign: () => Promise<Uncountersigned | null>;
  readonly onSigned: (left: Uncountersigned | null) => void;
  /** The way back, as the screen takes it. */
  readonly back?: string;
  readonly onBack?: () => void;
}

export function CheckBeforeSigning({ id, facts, means, says, sign, onSigned, back, onBack }: CheckFacts) {
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const act = async (): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      onSigned(await sign());
    } catch (refusal) {
      setProblem(refusal);
      setWorking(false);
    }
  };
  return (
    <Screen title={t('record-check-title')} back={back} onBack={onBack}>
      {problem !== null && <NothingShown problem={problem} />}
      <Facts facts={facts} />
      {means !== undefined && <P says={means} />}
      <P says="record-check-line" />
      {working && (
        <p class="govuk-body" role="status">
          {t('record-signing')}
        </p>
      )}
      <Buttons>
        <Button disabled={working} onPress={() => void act()}>
          {t(says)}
        </Button>
        <ButtonLink to={`/cases/${id}`} look="quiet">
          {t('not-now')}
        </ButtonLink>
      </Buttons>
    </Screen>
  );
}

interface RecordedFacts {
  readonly id: string;
  readonly says: string;
  readonly left: Uncountersigned | null;
  /** What whoever recorded it was about to do before. */
  readonly onward?: Onward | undefined;
  readonly children?: ComponentChildren;
}

/** A way on, and what it is called. */
export interface Onward {
  readonly to: string;
  readonly says: string;
}

/** It stands; the trail may still have to be countersigned. */
export function Recorded({ id, says, left: first, onward, children }: RecordedFacts) {
  const [left, setLeft] = useState(first);
  return (
    <Screen title={t('recorded-title')}>
      <Lead says={says} />
      {left !== null && <CountersigningNotice left={left} onLeft={setLeft} />}
      <Buttons>
        {onward !== undefined && <ButtonLink to={onward.to}>{t(onward.says)}</ButtonLink>}
        <ButtonLink to={`/cases/${id}`} look={onward === undefined ? 'main' : 'quiet'}>
          {t('recorded-back')}
        </ButtonLink>
        {children}
      </Buttons>
    </Screen>
  );
}
