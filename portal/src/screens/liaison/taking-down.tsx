/**
 * Taking down one thing that somebody says: the exact words, read to them, then how they say it, then a
 * button of its own for each decision. Nothing is chosen beforehand; taking back is asked once more.
 */
import { useState } from 'preact/hooks';
import { titleOf, wordingInBoth, type WordingText } from '../../i18n/wording.ts';
import { language, t, type Language } from '../../i18n/words.ts';
import { Button, ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { ErrorSummary, useMistakes } from '../../ui/form.tsx';
import { LeftOut } from '../../ui/left-out.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Shown, useFetched } from '../../ui/waiting.tsx';
import { Wording } from '../../ui/wording.tsx';
import { P } from '../../ui/words.tsx';
import type { SpokenManner, SpokenWord } from '../../vault/messages-liaison.ts';
import type { Given } from '../../vault/messages-practice.ts';
import type { Choice, Topic } from '../participant/own-choices.ts';
import { whoIs } from './acting.ts';
import { Manner } from './manner.tsx';
import { saidBefore, takeDown, type SaidBefore } from './spoken.ts';
import { spokenStanding, type WhoseFacts } from './what-they-say.tsx';

interface Loaded extends SaidBefore {
  readonly words: Readonly<Record<Language, WordingText>>;
}

export function TakingDown({ caseId, person, topic }: WhoseFacts & { readonly topic: Topic }) {
  const source = useFetched<Loaded>(async () => {
    const [words, said] = await Promise.all([wordingInBoth(topic), saidBefore(caseId, person)]);
    return { ...said, words };
  }, [caseId, person, topic]);
  return (
    <Shown of={source} title={t('could-not-show')}>
      {(loaded) => <Asking loaded={loaded} topic={topic} onSaid={source.again} />}
    </Shown>
  );
}

interface AskFacts {
  readonly loaded: Loaded;
  readonly topic: Topic;
  readonly onSaid: () => void;
}

function Asking({ loaded: { acting, all, leftOut, words: both }, topic, onSaid }: AskFacts) {
  const [manner, setManner] = useState<SpokenManner | null>(null);
  const [mistakes, setMistakes] = useMistakes();
  const words = both[language()];
  const back = `/words/${acting.case}/${acting.person}`;
  const say = async ({ medium }: Choice, given: Given): Promise<void> => {
    setMistakes(manner === null ? { manner: 'spoken-manner-missing' } : {});
    if (manner === null) return;
    const shown = { wording: words.text, language: words.language, given };
    const word: SpokenWord = topic === 'acknowledgement' ? { ...shown, is: topic } : { ...shown, is: 'consent', purpose: topic, medium };
    await takeDown(acting, word, manner);
    onSaid();
  };
  return (
    <Screen title={t(`spoken-topic-${topic}`)} back={back} caption={whoIs(acting)}>
      <ErrorSummary mistakes={mistakes} />
      <LeftOut codes={leftOut} />
      <P says="spoken-read" />
      <section class="gb-paper" aria-label={titleOf(words)}>
        <h2 class="govuk-heading-m" lang={words.language}>
          {titleOf(words)}
        </h2>
        <Wording words={words} />
      </section>
      <Manner value={manner} onValue={setManner} error={mistakes['manner']} />
      {all
        .filter((one) => one.topic === topic)
        .map((one) => (
          <Decision key={one.medium} choice={one} say={say} />
        ))}
      <ButtonLink to={back} look="quiet">
        {t('spoken-done')}
      </ButtonLink>
    </Screen>
  );
}

interface DecisionFacts {
  readonly choice: Choice;
  readonly say: (choice: Choice, given: Given) => Promise<void>;
}

function Decision({ choice, say }: DecisionFacts) {
  const { medium, standing } = choice;
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const [takingBack, setTakingBack] = useState(false);
  const act = async (given: Given): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      await say(choice, given);
      setTakingBack(false);
    } catch (refusal) {
      setProblem(refusal);
    }
    setWorking(false);
  };
  const what = medium === 'any' ? t('spoken-decision') : t(`spoken-medium-${medium}`);
  return (
    <section class="gb-panel" aria-label={what}>
      <h2 class="gb-panel__title">{what}</h2>
      <p class="govuk-body" role="status">
        {spokenStanding({ ...choice, medium: 'any' })}
      </p>
      {problem !== null && <NothingShown problem={problem} />}
      {standing !== 'yes' && (
        <Button disabled={working} onPress={() => void act('yes')}>
          {t('spoken-yes')}
          <span class="govuk-visually-hidden">: {what}</span>
        </Button>
      )}
      {standing === 'yes' && !takingBack && (
        <Button look="quiet" onPress={() => setTakingBack(true)}>
          {t('spoken-back')}
          <span class="govuk-visually-hidden">: {what}</span>
        </Button>
      )}
      {standing === 'yes' && takingBack && (
        <>
          <P says="spoken-back-means" />
          <Buttons>
            <Button look="careful" disabled={working} onPress={() => void act('withdrawn')}>
              {t('spoken-back-sign')}
            </Button>
            <Button look="quiet" onPress={() => setTakingBack(false)}>
              {t('spoken-back-not')}
            </Button>
          </Buttons>
        </>
      )}
    </section>
  );
}
