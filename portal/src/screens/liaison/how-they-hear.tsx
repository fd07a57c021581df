/** Taking down how somebody wants to hear, and what the other person may know: asked, then signed. */
import { useState } from 'preact/hooks';
import { t } from '../../i18n/words.ts';
import { goTo } from '../../router.ts';
import { Button } from '../../ui/buttons.tsx';
import { Radios } from '../../ui/fields.tsx';
import { ErrorSummary, Form, useMistakes } from '../../ui/form.tsx';
import { LeftOut } from '../../ui/left-out.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Shown, useFetched } from '../../ui/waiting.tsx';
import { P } from '../../ui/words.tsx';
import type { SpokenManner } from '../../vault/messages-liaison.ts';
import type { Standing, TellAuthor } from '../../vault/messages-offers.ts';
import { whoIs } from './acting.ts';
import { Manner } from './manner.tsx';
import { saidBefore, takeDown, type SaidBefore } from './spoken.ts';
import type { WhoseFacts } from './what-they-say.tsx';

const STANDINGS: readonly Standing[] = ['tell-me', 'only-if-asked', 'never'];
const TOLD: readonly TellAuthor[] = ['nothing', 'accepted', 'opened'];

export function HowTheyHear({ caseId, person }: WhoseFacts) {
  const source = useFetched(() => saidBefore(caseId, person), [caseId, person]);
  return (
    <Shown of={source} title={t('could-not-show')}>
      {(said) => <Asking said={said} />}
    </Shown>
  );
}

function Asking({ said: { acting, hearing, choices, leftOut } }: { readonly said: SaidBefore }) {
  const [standing, setStanding] = useState<Standing | null>(null);
  const [tellAuthor, setTellAuthor] = useState<TellAuthor | null>(null);
  const [manner, setManner] = useState<SpokenManner | null>(null);
  const [mistakes, setMistakes] = useMistakes();
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const back = `/words/${acting.case}/${acting.person}`;
  const send = async (): Promise<void> => {
    setMistakes({
      ...(standing === null ? { standing: 'spoken-hearing-missing' } : {}),
      ...(tellAuthor === null ? { told: 'spoken-told-missing' } : {}),
      ...(manner === null ? { manner: 'spoken-manner-missing' } : {}),
    });
    if (standing === null || tellAuthor === null || manner === null) return;
    setProblem(null);
    setWorking(true);
    try {
      await takeDown(acting, { is: 'choice', standing, tellAuthor, choices }, manner);
      goTo(back);
    } catch (refusal) {
      setProblem(refusal);
      setWorking(false);
    }
  };
  return (
    <Screen title={t('spoken-hearing-title')} back={back} caption={whoIs(acting)}>
      <ErrorSummary mistakes={mistakes} />
      <LeftOut codes={leftOut} />
      {problem !== null && <NothingShown problem={problem} />}
      <P says={`spoken-hearing-now-${hearing?.standing ?? 'undecided'}`} />
      <Form onSend={() => void send()}>
        <Radios
          id="standing"
          question={t('spoken-hearing-question')}
          error={mistakes['standing']}
          value={standing}
          onValue={setStanding}
          choices={STANDINGS.map((each) => ({ value: each, label: t(`spoken-hearing-${each}`) }))}
        />
        <Radios
          id="told"
          question={t('spoken-told-question')}
          error={mistakes['told']}
          value={tellAuthor}
          onValue={setTellAuthor}
          choices={TOLD.map((each) => ({ value: each, label: t(`spoken-told-${each}`) }))}
        />
        <Manner value={manner} onValue={setManner} error={mistakes['manner']} />
        <Button submits disabled={working}>
          {t('spoken-sign')}
        </Button>
      </Form>
    </Screen>
  );
}
