/**
 * How somebody wants to hear that something has arrived, and what the other person may know of what
 * they do: two questions, then both answers once more before they are signed.
 */
import { useState } from 'preact/hooks';
import { storeChoice } from '../../api/offers.ts';
import type { Me } from '../../api/types.ts';
import { day } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { vault } from '../../session/session.ts';
import { Button, ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { Radios } from '../../ui/fields.tsx';
import { ErrorSummary, Form, type Mistakes } from '../../ui/form.tsx';
import { LeftOut } from '../../ui/left-out.tsx';
import { Facts } from '../../ui/lists.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Shown, useFetched } from '../../ui/waiting.tsx';
import { Lead, P } from '../../ui/words.tsx';
import type { Standing, TellAuthor } from '../../vault/messages-offers.ts';
import { choicesOf } from './choices.tsx';
import type { OwnChoices } from './own-choices.ts';

const STANDINGS: readonly Standing[] = ['tell-me', 'only-if-asked', 'never'];
const TOLD: readonly TellAuthor[] = ['nothing', 'accepted', 'opened'];

type Step = 'told' | 'author' | 'check' | 'saved';

export function Hearing({ me }: { readonly me: Me }) {
  const source = useFetched(() => choicesOf(me), [me.person]);
  return (
    <Shown of={source} title={t('could-not-show')}>
      {(choices) => <Asking choices={choices} />}
    </Shown>
  );
}

function Asking({ choices }: { readonly choices: OwnChoices }) {
  const { hearing } = choices;
  const [step, setStep] = useState<Step>('told');
  const [standing, setStanding] = useState<Standing | null>(hearing?.standing ?? null);
  const [author, setAuthor] = useState<TellAuthor | null>(hearing?.tell_author ?? null);
  if (step === 'told') {
    return <WhetherTold choices={choices} standing={standing} onStanding={setStanding} onGo={() => setStep('author')} />;
  }
  if (step === 'author' || standing === null || author === null) {
    return <WhatTheOtherKnows author={author} onAuthor={setAuthor} onBack={() => setStep('told')} onGo={() => setStep('check')} />;
  }
  if (step === 'saved') return <Saved standing={standing} author={author} />;
  return <Check choices={choices} standing={standing} author={author} onStep={setStep} />;
}

interface ToldFacts {
  readonly choices: OwnChoices;
  readonly standing: Standing | null;
  readonly onStanding: (standing: Standing) => void;
  readonly onGo: () => void;
}

function WhetherTold({ choices: { hearing, leftOut }, standing, onStanding, onGo }: ToldFacts) {
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const go = (): void => {
    setMistakes(standing === null ? { told: t('hearing-missing') } : {});
    if (standing !== null) onGo();
  };
  return (
    <Screen title={t('hearing-title')} back="/">
      <ErrorSummary mistakes={mistakes} />
      <LeftOut codes={leftOut} />
      <Lead says="hearing-line" />
      {hearing !== null && (
        <div class="govuk-inset-text">
          <p class="govuk-body govuk-!-margin-bottom-0">{t(`hearing-stands-${hearing.standing}`, { day: day(hearing.at) })}</p>
        </div>
      )}
      <Form onSend={go}>
        <Radios
          id="told"
          question={t('hearing-question')}
          error={mistakes['told']}
          value={standing}
          onValue={onStanding}
          choices={STANDINGS.map((each) => ({
            value: each,
            label: t(`hearing-${each}`),
            hint: t(`hearing-${each}-hint`),
          }))}
        />
        <Button submits>{t('continue')}</Button>
      </Form>
    </Screen>
  );
}

interface AuthorFacts {
  readonly author: TellAuthor | null;
  readonly onAuthor: (author: TellAuthor) => void;
  readonly onBack: () => void;
  readonly onGo: () => void;
}

function WhatTheOtherKnows({ author, onAuthor, onBack, onGo }: AuthorFacts) {
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const go = (): void => {
    setMistakes(author === null ? { author: t('author-missing') } : {});
    if (author !== null) onGo();
  };
  return (
    <Screen title={t('author-title')} onBack={onBack}>
      <ErrorSummary mistakes={mistakes} />
      <P says="author-line" />
      <Form onSend={go}>
        <Radios
          id="author"
          question={t('author-question')}
          error={mistakes['author']}
          value={author}
          onValue={onAuthor}
          choices={TOLD.map((each) => ({
            value: each,
            label: t(`author-${each}`),
            hint: t(`author-${each}-hint`),
          }))}
        />
        <Button submits>{t('continue')}</Button>
      </Form>
    </Screen>
  );
}

interface CheckFacts {
  readonly choices: OwnChoices;
  readonly standing: Standing;
  readonly author: TellAuthor;
  readonly onStep: (step: Step) => void;
}

function Check({ choices, standing, author, onStep }: CheckFacts) {
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const save = async (): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      const made = {
        case: choices.case,
        standing,
        tellAuthor: author,
        choices: choices.hearingSoFar,
      };
      const { choice } = await vault().do.choose(made);
      await storeChoice(choices.case, choice);
      onStep('saved');
    } catch (refusal) {
      setProblem(refusal);
      setWorking(false);
    }
  };
  return (
    <Screen title={t('hearing-check-title')} onBack={() => onStep('author')}>
      {problem !== null && <NothingShown problem={problem} />}
      <Facts
        facts={[
          {
            name: t('hearing-question'),
            value: t(`hearing-${standing}`),
            change: {
              onPress: () => onStep('told'),
              words: t('change'),
              about: t('hearing-question'),
            },
          },
          {
            name: t('author-question'),
            value: t(`author-${author}`),
            change: {
              onPress: () => onStep('author'),
              words: t('change'),
              about: t('author-question'),
            },
          },
        ]}
      />
      <P says="hearing-check-means" />
      <Buttons>
        <Button disabled={working} onPress={() => void save()}>
          {t('hearing-save')}
        </Button>
        <ButtonLink to="/" look="quiet">
          {t('hearing-leave')}
        </ButtonLink>
      </Buttons>
    </Screen>
  );
}

function Saved({ standing, author }: Pick<CheckFacts, 'standing' | 'author'>) {
  return (
    <Screen title={t('hearing-saved-title')}>
      <Lead says={`hearing-saved-${standing}`} />
      <P says={`author-saved-${author}`} />
      <ButtonLink to="/" look="quiet">
        {t('back-home')}
      </ButtonLink>
    </Screen>
  );
}
