/** What I want the other person to know before they write; and, before I write, what they asked. */
import { useState } from 'preact/hooks';
import type { Me } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { Button, ButtonLink } from '../../ui/buttons.tsx';
import { Input, Radios, Writing } from '../../ui/fields.tsx';
import { ErrorSummary, Form, type Mistakes } from '../../ui/form.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Shown, useFetched } from '../../ui/waiting.tsx';
import { Lead, P } from '../../ui/words.tsx';
import { WishesList, type Wishes } from '../wishes.tsx';
import { sayWishes, wishes } from './own-wishes.ts';

const NOTHING: Wishes = { named: '', sign: true, typed: false, more: '' };
const LONGEST = 2000;

export function Wishing({ me }: { readonly me: Me }) {
  const source = useFetched(() => wishes(me), [me.person]);
  return (
    <Shown of={source} title={t('could-not-show')}>
      {({ own }) => <Saying me={me} before={own ?? NOTHING} />}
    </Shown>
  );
}

function Saying({ me, before }: { readonly me: Me; readonly before: Wishes }) {
  const [said, setSaid] = useState(before);
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const [done, setDone] = useState(false);

  const send = async (): Promise<void> => {
    const long = said.more.length > LONGEST;
    setMistakes(long ? { more: t('wish-too-long') } : {});
    if (long) return;
    setProblem(null);
    setWorking(true);
    try {
      await sayWishes(me, { ...said, named: said.named.trim(), more: said.more.trim() });
      setDone(true);
    } catch (refusal) {
      setProblem(refusal);
    }
    setWorking(false);
  };

  if (done) {
    return (
      <Screen title={t('wish-saved-title')}>
        <Lead says="wish-saved-line" />
        <ButtonLink to="/" look="quiet">
          {t('back-home')}
        </ButtonLink>
      </Screen>
    );
  }
  return (
    <Screen title={t('wish-title')} back="/">
      <ErrorSummary mistakes={mistakes} />
      {problem !== null && <NothingShown problem={problem} />}
      <P says="wish-line" />
      <Form onSend={() => void send()}>
        <Input
          id="named"
          label={t('wish-named')}
          hint={t('wish-named-hint')}
          value={said.named}
          onValue={(named) => setSaid({ ...said, named })}
        />
        <Radios
          id="sign"
          question={t('wish-sign')}
          value={said.sign ? 'yes' : 'no'}
          onValue={(answer) => setSaid({ ...said, sign: answer === 'yes' })}
          choices={[
            { value: 'yes', label: t('wish-sign-yes') },
            { value: 'no', label: t('wish-sign-no') },
          ]}
        />
        <Radios
          id="typed"
          question={t('wish-typed')}
          value={said.typed ? 'typed' : 'either'}
          onValue={(answer) => setSaid({ ...said, typed: answer === 'typed' })}
          choices={[
            { value: 'either', label: t('wish-typed-either') },
            { value: 'typed', label: t('wish-typed-typed') },
          ]}
        />
        <Writing
          id="more"
          short
          label={t('wish-more')}
          hint={t('wish-more-hint')}
          error={mistakes['more']}
          value={said.more}
          onValue={(more) => setSaid({ ...said, more })}
        />
        <Button submits disabled={working}>
          {t('wish-save')}
        </Button>
      </Form>
    </Screen>
  );
}

/** Nothing where the other side asked for nothing, or where it cannot be fetched now. */
export function TheirWishes({ me }: { readonly me: Me }) {
  const { fetched } = useFetched(() => wishes(me), [me.person]);
  if (fetched.is !== 'here') return null;
  return (
    <>
      {fetched.value.theirs.map((one, index) => (
        <section class="gb-panel" aria-label={t('their-wishes-title')} key={index}>
          <h2 class="gb-panel__title">{t('their-wishes-title')}</h2>
          <WishesList of={one} />
        </section>
      ))}
    </>
  );
}
