/** Taking something back: one calm question, no reasons asked, and nothing in the way. */
import { useState } from 'preact/hooks';
import { wordingInBoth, type WordingText } from '../../i18n/wording.ts';
import { language, t, type Language } from '../../i18n/words.ts';
import { Button, ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Shown, useFetched } from '../../ui/waiting.tsx';
import { Lead, P } from '../../ui/words.tsx';
import { choicesOf } from './choices.tsx';
import { say, type TopicFacts } from './choosing.tsx';
import type { Choice, ChoiceMedium, OwnChoices } from './own-choices.ts';

interface BackFacts extends TopicFacts {
  readonly medium: ChoiceMedium;
}

interface Loaded {
  readonly words: Readonly<Record<Language, WordingText>>;
  readonly choices: OwnChoices;
}

export function TakingBack({ me, topic, medium }: BackFacts) {
  const [done, setDone] = useState(false);
  const source = useFetched<Loaded>(async () => {
    const [words, choices] = await Promise.all([wordingInBoth(topic), choicesOf(me)]);
    return { words, choices };
  }, [me.person, topic]);
  if (done) return <TakenBack topic={topic} />;
  return (
    <Shown of={source} title={t('could-not-show')}>
      {({ words, choices }) => {
        const choice = choices.all.find((one) => one.topic === topic && one.medium === medium);
        if (choice?.standing !== 'yes') return <NothingToTakeBack topic={topic} />;
        return <Asking choices={choices} choice={choice} words={words[language()]} onDone={() => setDone(true)} />;
      }}
    </Shown>
  );
}

interface AskingFacts {
  readonly words: WordingText;
  readonly choices: OwnChoices;
  readonly choice: Choice;
  readonly onDone: () => void;
}

function Asking({ choices, choice, words, onDone }: AskingFacts) {
  const { topic, medium } = choice;
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const takeBack = async (): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      await say(choices.case, choice, words, 'withdrawn');
      onDone();
    } catch (refusal) {
      setProblem(refusal);
      setWorking(false);
    }
  };
  return (
    <Screen title={t(`back-title-${topic}-${medium}`)} back={`/choices/${topic}`}>
      {problem !== null && <NothingShown problem={problem} />}
      <Lead says={`back-means-${topic}`} />
      <P says="back-no-reason" />
      <Buttons>
        <Button look="careful" disabled={working} onPress={() => void takeBack()}>
          {t(topic === 'take-part' ? 'stop-taking-part' : 'take-back-yes')}
        </Button>
        <ButtonLink to="/choices" look="quiet">
          {t('back-keep')}
        </ButtonLink>
      </Buttons>
    </Screen>
  );
}

function TakenBack({ topic }: Pick<BackFacts, 'topic'>) {
  return (
    <Screen title={t(topic === 'take-part' ? 'stopped-title' : 'taken-back-title')}>
      <Lead says={`taken-back-${topic}`} />
      <P says="taken-back-talk" />
      <ButtonLink to="/choices" look="quiet">
        {t('choices-title')}
      </ButtonLink>
    </Screen>
  );
}

function NothingToTakeBack({ topic }: Pick<BackFacts, 'topic'>) {
  return (
    <Screen title={t('nothing-to-take-back')} back="/choices">
      <P says={topic === 'take-part' ? 'stop-not-taking-part' : 'nothing-to-take-back-line'} />
      <ButtonLink to="/choices" look="quiet">
        {t('choices-title')}
      </ButtonLink>
    </Screen>
  );
}
