/** Unlocking: a login and a passphrase, or the recovery code when the passphrase is lost. */
import { useState } from 'preact/hooks';
import { t } from '../../i18n/words.ts';
import { enter } from '../../session/session.ts';
import { Button, Buttons, Link } from '../../ui/buttons.tsx';
import { Input, Tick } from '../../ui/fields.tsx';
import { ErrorSummary, Form, type Mistakes } from '../../ui/form.tsx';
import { Screen } from '../../ui/screen.tsx';
import { nameOf, Trouble } from '../../ui/trouble.tsx';
import { P } from '../../ui/words.tsx';
import { OtherSecret, SecretInput, useSecret } from './secret.tsx';
import { signInName } from './sign-in-name.ts';

interface SignInFacts {
  readonly why: 'new' | 'locked' | 'signed-out';
  readonly login: string;
}

/** Said after asking: the sign-in name or the words do not fit. */
const WRONG: ReadonlySet<string> = new Set(['sign-in-refused', 'wrong-secret']);
const TITLES = { new: 'sign-in-title', locked: 'locked-title', 'signed-out': 'signed-out-title' } as const;
const LINES = { new: 'sign-in-line', locked: 'locked-line', 'signed-out': 'signed-out-line' } as const;

export function SignIn({ why, login: known }: SignInFacts) {
  const [login, setLogin] = useState(known);
  const secret = useSecret();
  const [own, setOwn] = useState(false);
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const wrong = problem !== null && WRONG.has(nameOf(problem));

  const send = async (): Promise<void> => {
    const found: Record<string, string> = {};
    const name = signInName(login);
    if (name === null) found['login'] = t(login.trim() === '' ? 'login-missing' : 'login-shape');
    if (secret.missing !== '') found['secret'] = secret.missing;
    setMistakes(found);
    setProblem(null);
    if (name === null || Object.keys(found).length > 0) return;
    setWorking(true);
    try {
      await enter(name, secret.kind, secret.words, own);
    } catch (refusal) {
      setProblem(refusal);
      setWorking(false);
    }
  };

  return (
    <Screen title={t(TITLES[why])}>
      <ErrorSummary mistakes={mistakes} />
      {problem !== null && <Trouble problem={problem} />}
      <P says={LINES[why]} />
      <Form onSend={() => void send()}>
        <Input
          id="login"
          label={t('login-label')}
          hint={t('login-hint')}
          error={mistakes['login']}
          value={login}
          onValue={setLogin}
        />
        <SecretInput secret={secret} error={mistakes['secret']} wrong={wrong} />
        <Tick id="own-device" label={t('own-device-label')} hint={t('own-device-hint')} ticked={own} onTick={setOwn} />
        {working && (
          <p class="govuk-body" role="status">
            {t('opening-vault')}
          </p>
        )}
        <Buttons>
          <Button submits disabled={working}>
            {t('sign-in-button')}
          </Button>
          <OtherSecret
            secret={secret}
            onChange={() => {
              setMistakes({});
              setProblem(null);
            }}
          />
        </Buttons>
      </Form>
      {why !== 'locked' && (
        <p class="govuk-body">
          {t('first-time')} <Link to="/enrol">{t('first-time-link')}</Link>
        </p>
      )}
    </Screen>
  );
}
