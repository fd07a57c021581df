/** Choosing the passphrase: six words are proposed, written down, and typed once to be sure. */
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n/words.ts';
import { Button, Buttons } from '../../ui/buttons.tsx';
import { Input, Radios } from '../../ui/fields.tsx';
import { ErrorSummary, Form, type Mistakes } from '../../ui/form.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { P } from '../../ui/words.tsx';

/** Shorter ones of one's own could be guessed by whoever stole the service's disks. */
const SHORTEST_OF_ONES_OWN = 20;

interface PassphraseFacts {
  readonly propose: () => Promise<string>;
  readonly onChosen: (passphrase: string) => Promise<void>;
}

/** As docs/protocol.md §5.1 normalises: so that a second space is no difference. */
function normal(passphrase: string): string {
  return passphrase.normalize('NFKC').trim().replace(/\s+/gu, ' ');
}

export function Passphrase({ propose, onChosen }: PassphraseFacts) {
  const [proposed, setProposed] = useState('');
  const [choice, setChoice] = useState<'proposed' | 'own'>('proposed');
  const [own, setOwn] = useState('');
  const [confirming, setConfirming] = useState(false);
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const [problem, setProblem] = useState<unknown>(null);

  const proposeAnew = (): void => {
    propose().then(setProposed, setProblem);
  };
  useEffect(proposeAnew, []);

  if (confirming) {
    return (
      <Confirm
        expected={normal(choice === 'proposed' ? proposed : own)}
        onChosen={onChosen}
        onBack={() => setConfirming(false)}
      />
    );
  }

  const send = (): void => {
    const short = choice === 'own' && normal(own).length < SHORTEST_OF_ONES_OWN;
    setMistakes(short ? { own: t('own-too-short', { least: SHORTEST_OF_ONES_OWN }) } : {});
    if (!short) setConfirming(true);
  };

  return (
    <Screen title={t('passphrase-title')}>
      <ErrorSummary mistakes={mistakes} />
      {problem !== null && <Trouble problem={problem} />}
      <P says="passphrase-what" />
      {proposed === '' ? (
        <Waiting />
      ) : (
        <ol class="gb-words" aria-label={t('passphrase-words')}>
          {proposed.split(' ').map((word, index) => (
            <li key={index}>{word}</li>
          ))}
        </ol>
      )}
      <P says="passphrase-write" />
      <Form onSend={send}>
        <Radios
          id="which"
          question={t('passphrase-which')}
          value={choice}
          onValue={setChoice}
          choices={[
            { value: 'proposed', label: t('passphrase-proposed') },
            {
              value: 'own',
              label: t('passphrase-own'),
              hint: t('passphrase-own-hint'),
              inside: (
                <Input id="own" secret wide label={t('passphrase-own-label')} error={mistakes['own']} value={own} onValue={setOwn} />
              ),
            },
          ]}
        />
        <Buttons>
          <Button submits disabled={proposed === ''}>
            {t('passphrase-continue')}
          </Button>
          <Button look="quiet" onPress={proposeAnew}>
            {t('passphrase-anew')}
          </Button>
        </Buttons>
      </Form>
    </Screen>
  );
}

interface ConfirmFacts {
  readonly expected: string;
  readonly onChosen: (passphrase: string) => Promise<void>;
  readonly onBack: () => void;
}

function Confirm({ expected, onChosen, onBack }: ConfirmFacts) {
  const [typed, setTyped] = useState('');
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);

  const send = async (): Promise<void> => {
    setProblem(null);
    if (normal(typed) !== expected) {
      setMistakes({ again: t('passphrase-differs') });
      return;
    }
    setMistakes({});
    setWorking(true);
    try {
      await onChosen(expected);
    } catch (refusal) {
      setProblem(refusal);
      setWorking(false);
    }
  };

  return (
    <Screen title={t('confirm-title')} onBack={onBack}>
      <ErrorSummary mistakes={mistakes} />
      {problem !== null && <Trouble problem={problem} />}
      <P says="confirm-what" />
      <Form onSend={() => void send()}>
        <Input id="again" wide label={t('confirm-label')} error={mistakes['again']} value={typed} onValue={setTyped} />
        {working && (
          <p class="govuk-body" role="status">
            {t('making-keys')}
          </p>
        )}
        <Button submits disabled={working}>
          {t('continue')}
        </Button>
      </Form>
    </Screen>
  );
}
