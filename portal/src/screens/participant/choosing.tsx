/**
 * One thing to decide: the exact words, then a button of its own for each decision. Nothing is
 * chosen beforehand, and no button stands for two decisions.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { storeAcknowledgement, storeConsent } from '../../api/practice.ts';
import type { Me } from '../../api/types.ts';
import { titleOf, wordingInBoth, type WordingText } from '../../i18n/wording.ts';
import { language, t, type Language } from '../../i18n/words.ts';
import { vault } from '../../session/session.ts';
import { Button, ButtonLink, Link } from '../../ui/buttons.tsx';
import { LeftOut } from '../../ui/left-out.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Shown, useFetched } from '../../ui/waiting.tsx';
import { Wording } from '../../ui/wording.tsx';
import type { Given } from '../../vault/messages-practice.ts';
import { choicesOf, standingWords } from './choices.tsx';
import type { Choice, OwnChoices, Topic } from './own-choices.ts';

/** Signs this answer under the words as they were shown, and hands it to the service. */
export async function say(caseId: string, { topic, medium }: Choice, words: WordingText, given: Given): Promise<void> {
  const shown = { case: caseId, wording: words.text, language: words.language, given };
  if (topic === 'acknowledgement') {
    const { acknowledgement } = await vault().do.acknowledge(shown);
    await storeAcknowledgement(caseId, acknowledgement);
    return;
  }
  const { consent } = await vault().do.consent({ ...shown, purpose: topic, medium });
  await storeConsent(caseId, consent);
}

export interface TopicFacts {
  readonly me: Me;
  readonly topic: Topic;
}

interface Loaded {
  readonly words: Readonly<Record<Language, WordingText>>;
  readonly choices: OwnChoices;
}

export function Choosing({ me, topic }: TopicFacts) {
  const source = useFetched<Loaded>(async () => {
    const [words, choices] = await Promise.all([wordingInBoth(topic), choicesOf(me)]);
    return { words, choices };
  }, [me.person, topic]);
  return (
    <Shown of={source} title={t('could-not-show')}>
      {({ words: both, choices }) => {
        const words = both[language()];
        return (
          <Screen title={titleOf(words)} back="/choices">
            <LeftOut codes={choices.leftOut} />
            <Wording words={words} />
            {choices.all
              .filter((one) => one.topic === topic)
              .map((choice) => (
                <Decision key={choice.medium} caseId={choices.case} choice={choice} words={words} onSaid={source.again} />
              ))}
            <p class="govuk-body">
              <Link to="/">{t('back-home')}</Link>
            </p>
          </Screen>
        );
      }}
    </Shown>
  );
}

interface DecisionFacts {
  readonly caseId: string;
  readonly choice: Choice;
  readonly words: WordingText;
  readonly onSaid: () => void;
}

function Decision({ caseId, choice, words, onSaid }: DecisionFacts) {
  const { topic, medium, standing, at } = choice;
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const [said, setSaid] = useState(false);
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (said) line.current?.focus();
  }, [said, at]);

  const agree = async (): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      await say(caseId, choice, words, 'yes');
      setSaid(true);
      onSaid();
    } catch (refusal) {
      setProblem(refusal);
    }
    setWorking(false);
  };

  return (
    <section class="gb-panel" aria-label={t(`decide-${topic}-${medium}`)}>
      <h2 class="gb-panel__title">{t(`decide-${topic}-${medium}`)}</h2>
      <p class="govuk-body gb-said" tabIndex={-1} ref={line}>
        {standingWords({ ...choice, medium: 'any' })}
      </p>
      {problem !== null && <NothingShown problem={problem} />}
      {standing === 'yes' ? (
        <ButtonLink to={`/choices/${topic}/${medium}/back`} look="quiet">
          {t('take-back')}
          <span class="govuk-visually-hidden"> {t(`take-back-about-${topic}-${medium}`)}</span>
        </ButtonLink>
      ) : (
        <Button disabled={working} onPress={() => void agree()}>
          {t(`yes-${topic}-${medium}`)}
        </Button>
      )}
    </section>
  );
}
