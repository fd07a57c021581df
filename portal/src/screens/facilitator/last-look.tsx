/**
 * The last look before a decision that is no approval: what was answered, who will see what, and one
 * button that signs. Owns asking, waiting and what went wrong; refuses to know what is signed.
 */
import { useState } from 'preact/hooks';
import { t } from '../../i18n/words.ts';
import { Button, ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { Facts, type Fact } from '../../ui/lists.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { Said } from '../../ui/said.tsx';
import { Screen } from '../../ui/screen.tsx';
import { H2 } from '../../ui/words.tsx';
import { kindName } from './item-names.ts';
import type { Reviewed } from './review.tsx';

interface LookFacts {
  readonly way: 'return' | 'withhold' | 'escalate';
  readonly facts: readonly Fact[];
  /** Signs and stores it; the caller goes on from there. */
  readonly act: () => Promise<void>;
  readonly onBack: () => void;
}

/** What it is about, as every last look says it. */
export function aboutIt({ caseName, verified: { manifest } }: Reviewed): readonly Fact[] {
  return [
    ...(caseName === null ? [] : [{ name: t('approve-case'), value: <bdi>{caseName}</bdi> }]),
    { name: t('approve-what'), value: kindName(manifest) },
    { name: t('approve-from'), value: t(`role-${manifest.authorRole}`) },
  ];
}

/** Somebody's words as a fact, with the way back to change them. */
export function wordsFact(name: string, words: string, onChange: () => void): Fact {
  return {
    name,
    value: words === '' ? t('no-words-none') : <Said text={words} />,
    change: { onPress: onChange, words: t('change'), about: name },
  };
}

export function LastLook({ way, facts, act, onBack }: LookFacts) {
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const sign = async (): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      await act();
    } catch (refusal) {
      setProblem(refusal);
      setWorking(false);
    }
  };
  return (
    <Screen title={t(`check-${way}-title`)} onBack={onBack}>
      {problem !== null && <NothingShown problem={problem} />}
      <Facts facts={facts} />
      <H2 says="sees-title" />
      <Facts
        facts={[
          { name: t('sees-author'), value: t(`sees-author-${way}`) },
          { name: t('sees-other'), value: t('sees-other-nothing') },
          { name: t('sees-team'), value: t(`sees-team-${way}`) },
        ]}
      />
      {working && (
        <p class="govuk-body" role="status">
          {t('signing-decision')}
        </p>
      )}
      <Buttons>
        <Button look={way === 'return' ? 'main' : 'careful'} disabled={working} onPress={() => void sign()}>
          {t(`sign-${way}`)}
        </Button>
        <ButtonLink to="/review" look="quiet">
          {t('not-now')}
        </ButtonLink>
      </Buttons>
    </Screen>
  );
}
