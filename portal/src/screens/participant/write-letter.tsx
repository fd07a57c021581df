/** Writing a letter: write, look at it once more, send. The words stay on this page until sent. */
import { useRef, useState } from 'preact/hooks';
import type { Me } from '../../api/types.ts';
import { language as shownLanguage, t, type Language } from '../../i18n/words.ts';
import { vault } from '../../session/session.ts';
import { Button, ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { Radios, Writing } from '../../ui/fields.tsx';
import { ErrorSummary, Form, type Mistakes } from '../../ui/form.tsx';
import { Letter } from '../../ui/letter.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { H2, Lead, P } from '../../ui/words.tsx';
import type { SealedLetter } from '../../vault/messages.ts';
import { groundFor, type Ground } from './ground.ts';
import { sendLetter } from './send.ts';

interface WriteFacts {
  readonly me: Me;
  readonly inReplyTo: string | null;
}

interface Sealed {
  readonly of: string;
  readonly ground: Ground;
  readonly letter: SealedLetter;
}

export function WriteLetter({ me, inReplyTo }: WriteFacts) {
  const [step, setStep] = useState<'write' | 'check' | 'sent'>('write');
  const [text, setText] = useState('');
  const [language, setLanguage] = useState<Language>(shownLanguage());
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  // The same sealed letter is sent again after a failure, so that it can never arrive twice.
  const sealed = useRef<Sealed | null>(null);

  const check = (): void => {
    const empty = text.trim() === '';
    setMistakes(empty ? { letter: t('letter-empty') } : {});
    if (!empty) setStep('check');
  };

  const send = async (): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      const of = `${language}:${text}`;
      if (sealed.current?.of !== of) {
        const ground = await groundFor(me);
        const letter = await vault().do.sealLetter({
          case: ground.case,
          ground: ground.ground,
          recipients: ground.recipients,
          language,
          text,
          ...(inReplyTo === null ? {} : { in_reply_to: inReplyTo }),
        });
        sealed.current = { of, ground, letter };
      }
      const { ground, letter } = sealed.current;
      await sendLetter(letter, { case: ground.case, language, recipients: ground.recipients, inReplyTo, version: 1 });
      setText('');
      setStep('sent');
    } catch (refusal) {
      setProblem(refusal);
    }
    setWorking(false);
  };

  if (step === 'sent') return <Sent />;
  if (step === 'check') {
    return (
      <Screen title={t('check-letter-title')} onBack={() => setStep('write')}>
        {problem !== null && <Trouble problem={problem} />}
        <P says="check-letter-line" />
        <Letter text={text} lang={language} />
        <P says="check-letter-next" />
        {working && (
          <p class="govuk-body" role="status">
            {t('locking-letter')}
          </p>
        )}
        <Buttons>
          <Button disabled={working} onPress={() => void send()}>
            {t('send-letter')}
          </Button>
          <Button look="quiet" disabled={working} onPress={() => setStep('write')}>
            {t('change-letter')}
          </Button>
        </Buttons>
      </Screen>
    );
  }
  return (
    <Screen title={t('write-title')} back="/">
      <ErrorSummary mistakes={mistakes} />
      <P says="write-line" />
      <Form onSend={check}>
        <Writing id="letter" label={t('write-label')} hint={t('write-hint')} error={mistakes['letter']} value={text} onValue={setText} />
        <Radios
          id="language"
          question={t('letter-language')}
          value={language}
          onValue={setLanguage}
          choices={[
            { value: 'en', label: t('language-en') },
            { value: 'cy', label: t('language-cy') },
          ]}
        />
        <Button submits>{t('check-letter')}</Button>
      </Form>
    </Screen>
  );
}

export function Sent() {
  return (
    <Screen title={t('sent-title')}>
      <Lead says="sent-what" />
      <H2 says="sent-next-title" />
      <P says="sent-next" />
      <P says="sent-feelings" />
      <ButtonLink to="/" look="quiet">
        {t('back-home')}
      </ButtonLink>
    </Screen>
  );
}
