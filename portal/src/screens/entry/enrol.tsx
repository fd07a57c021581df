/**
 * Taking up an invitation: code, what it is for, passphrase, recovery code. The answer to the
 * service, which spends the code, is sent last: whoever stops before can begin again.
 */
import { useState } from 'preact/hooks';
import * as api from '../../api/session.ts';
import type { OpenedInvitation } from '../../api/types.ts';
import { dayAndTime } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { replaceWith } from '../../router.ts';
import { enter, vault } from '../../session/session.ts';
import { Button } from '../../ui/buttons.tsx';
import { Input } from '../../ui/fields.tsx';
import { ErrorSummary, Form, type Mistakes } from '../../ui/form.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { Lead, P, Points } from '../../ui/words.tsx';
import { Passphrase } from './passphrase.tsx';
import { RecoveryCode } from './recovery-code.tsx';
import { signInName } from './sign-in-name.ts';

interface Invited {
  readonly login: string;
  readonly token: string;
  readonly papers: OpenedInvitation;
  readonly role: string;
  readonly expires: number;
}

interface Made {
  readonly passphrase: string;
  readonly recoveryCode: string;
  readonly reply: Omit<api.EnrolmentReply, 'login' | 'enrol_token'>;
}

type Step =
  | { readonly at: 'code' }
  | { readonly at: 'invited'; readonly invited: Invited }
  | { readonly at: 'passphrase'; readonly invited: Invited }
  | { readonly at: 'recovery'; readonly invited: Invited; readonly made: Made };

async function takeUp(login: string, code: string): Promise<Invited> {
  const { token } = await vault().do.enrolOpen({ login, code });
  const papers = await api.openInvitation(login, token);
  const { role, expires } = await vault().do.enrolCheck(papers);
  return { login, token, papers, role, expires };
}

async function makeKeys(invited: Invited, passphrase: string): Promise<Made> {
  const made = await vault().do.enrolAccept({ ...invited.papers, passphrase });
  return {
    passphrase,
    recoveryCode: made.recoveryCode,
    reply: { reply: made.reply, mac: made.mac, vault: made.vault, ways: api.storedWays(made.ways) },
  };
}

export function Enrol() {
  const [step, setStep] = useState<Step>({ at: 'code' });
  switch (step.at) {
    case 'code':
      return <Code onInvited={(invited) => setStep({ at: 'invited', invited })} />;
    case 'invited':
      return <Invitation invited={step.invited} onGo={() => setStep({ at: 'passphrase', invited: step.invited })} />;
    case 'passphrase':
      return (
        <Passphrase
          propose={async () => (await vault().do.generatePassphrase({})).passphrase}
          onChosen={async (passphrase) => {
            const made = await makeKeys(step.invited, passphrase);
            setStep({ at: 'recovery', invited: step.invited, made });
          }}
        />
      );
    case 'recovery':
      return <Recovery invited={step.invited} made={step.made} />;
  }
}

function Code({ onInvited }: { readonly onInvited: (invited: Invited) => void }) {
  const [login, setLogin] = useState('');
  const [code, setCode] = useState('');
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);

  const send = async (): Promise<void> => {
    const found: Record<string, string> = {};
    const name = signInName(login);
    if (name === null) found['login'] = t(login.trim() === '' ? 'login-missing' : 'login-shape');
    if (code.trim().split(/\s+/).length !== 6) found['code'] = t('code-not-six');
    setMistakes(found);
    setProblem(null);
    if (name === null || Object.keys(found).length > 0) return;
    setWorking(true);
    try {
      onInvited(await takeUp(name, code));
    } catch (refusal) {
      setProblem(refusal);
      setWorking(false);
    }
  };

  return (
    <Screen title={t('enrol-title')} back="/">
      <ErrorSummary mistakes={mistakes} />
      {problem !== null && <Trouble problem={problem} />}
      <P says="enrol-line" />
      <Form onSend={() => void send()}>
        <Input id="login" label={t('login-label')} hint={t('enrol-login-hint')} error={mistakes['login']} value={login} onValue={setLogin} />
        <Input id="code" wide label={t('code-label')} hint={t('code-hint')} error={mistakes['code']} value={code} onValue={setCode} />
        {working && (
          <p class="govuk-body" role="status">
            {t('checking-code')}
          </p>
        )}
        <Button submits disabled={working}>
          {t('continue')}
        </Button>
      </Form>
    </Screen>
  );
}

function Invitation({ invited, onGo }: { readonly invited: Invited; readonly onGo: () => void }) {
  const participant = invited.role === 'harmed' || invited.role === 'responsible';
  return (
    <Screen title={t('invited-title')}>
      <Lead says={`invited-as-${invited.role}`} />
      <P says="invited-wrong" />
      <P says="invited-until" with={{ until: dayAndTime(invited.expires) }} />
      <h2 class="govuk-heading-m">{t('invited-next')}</h2>
      <Points says={participant ? 'invited-point' : 'invited-staff-point'} many={3} />
      <P says="invited-pen" />
      <Button onPress={onGo}>{t('continue')}</Button>
    </Screen>
  );
}

function Recovery({ invited, made }: { readonly invited: Invited; readonly made: Made }) {
  const [sent, setSent] = useState(false);
  return (
    <RecoveryCode
      code={made.recoveryCode}
      onWritten={async () => {
        if (!sent) await api.replyToInvitation({ login: invited.login, enrol_token: invited.token, ...made.reply });
        setSent(true);
        await enter(invited.login, 'passphrase', made.passphrase, false);
        replaceWith('/');
      }}
    />
  );
}
