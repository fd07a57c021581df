/**
 * Writing a letter, or the next version of one: write, look at it once more, send. Writing and looking
 * are two addresses, so that the browser's Back leads from one to the other; the words wait in the
 * page's memory.
 */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Item, Me } from '../../api/types.ts';
import { language as shownLanguage, t, type Language } from '../../i18n/words.ts';
import { goTo } from '../../router.ts';
import { vault } from '../../session/session.ts';
import { keepWords, unsentWords, type SealedWords, type Unsent } from '../../session/unsent.ts';
import { Button, ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { Radios, Writing } from '../../ui/fields.tsx';
import { ErrorSummary, Form, type Mistakes } from '../../ui/form.tsx';
import { Letter } from '../../ui/letter.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { H2, Lead, P } from '../../ui/words.tsx';
import { groundFor } from './ground.ts';
import { NoReplyToThis } from './replying.tsx';
import { sendLetter } from './send.ts';
import { TheirWishes } from './wishing.tsx';

interface WriteFacts {
  readonly me: Me;
  readonly inReplyTo: string | null;
  /** Looking at it once more; needs words to look at. */
  readonly checking: boolean;
  /** Of a next version, what came before it: its words, and what a reader asked for. */
  readonly before?: VersionBefore;
}

export interface VersionBefore {
  readonly item: Item;
  readonly text: string;
  readonly asked: ComponentChildren;
}

async function seal(me: Me, inReplyTo: string | null, { text, language }: Unsent, before?: VersionBefore): Promise<SealedWords> {
  const ground = await groundFor(me);
  const letter = await vault().do.sealLetter({
    case: ground.case,
    ground: ground.ground,
    recipients: ground.recipients,
    language,
    text,
    ...(before === undefined ? {} : { item: before.item.item, version: before.item.version + 1 }),
    ...(inReplyTo === null ? {} : { in_reply_to: inReplyTo }),
  });
  return { case: ground.case, recipients: ground.recipients, letter };
}

function addressOf(inReplyTo: string | null, before?: VersionBefore): string {
  if (before !== undefined) return `/items/${before.item.item}/again`;
  return inReplyTo === null ? '/letters/new' : `/letters/new/${inReplyTo}`;
}

export function WriteLetter({ me, inReplyTo, checking, before }: WriteFacts) {
  const here = addressOf(inReplyTo, before);
  // What these words are about: what is replied to, or one's own item, whose ids never meet.
  const about = before?.item.item ?? inReplyTo;
  const kept = unsentWords(me.person, about);
  const [touched, setTouched] = useState(false);
  const text = kept?.text ?? (touched ? '' : (before?.text ?? ''));
  const [sent, setSent] = useState(false);
  const [chosen, setChosen] = useState<Language>(before?.item.language === 'cy' ? 'cy' : before ? 'en' : shownLanguage());
  const language = kept?.language ?? chosen;
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const write = (words: Pick<Unsent, 'text' | 'language'>): void => {
    setTouched(true);
    keepWords(me.person, about, words.text === '' ? null : { ...words, sealed: null });
  };

  const check = (): void => {
    const empty = text.trim() === '';
    setMistakes(empty ? { letter: t('letter-empty') } : {});
    if (empty) return;
    // As it was before, and not touched: it is these words that are looked at and sent.
    if (kept === null) write({ text, language });
    goTo(`${here}/check`);
  };

  const send = async (words: Unsent): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      // The same sealed letter is sent again after a failure, so that it can never arrive twice.
      const sealed = words.sealed ?? (await seal(me, inReplyTo, words, before));
      if (unsentWords(me.person, about) === words) keepWords(me.person, about, { ...words, sealed });
      await sendLetter(sealed.letter, {
        case: sealed.case,
        language: words.language,
        recipients: sealed.recipients,
        inReplyTo,
        version: before === undefined ? 1 : before.item.version + 1,
      });
      setSent(true);
      if (unsentWords(me.person, about)?.sealed === sealed) keepWords(me.person, about, null);
    } catch (refusal) {
      setProblem(refusal);
    }
    setWorking(false);
  };

  if (sent) return <Sent />;
  if (checking && kept !== null) {
    return (
      <Screen title={t('check-letter-title')} back={here}>
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
          <Button disabled={working} onPress={() => void send(kept)}>
            {t('send-letter')}
          </Button>
          <Button look="quiet" disabled={working} onPress={() => goTo(here)}>
            {t('change-letter')}
          </Button>
        </Buttons>
      </Screen>
    );
  }
  return (
    <Screen title={t(before === undefined ? 'write-title' : 'next-letter-title')} back={before === undefined ? '/' : `/items/${before.item.item}`}>
      <ErrorSummary mistakes={mistakes} />
      <P says={before === undefined ? 'write-line' : 'next-letter-line'} />
      {before?.asked}
      <TheirWishes me={me} />
      <NoReplyToThis me={me} />
      <Form onSend={check}>
        <Writing
          id="letter"
          label={t('write-label')}
          hint={t('write-hint')}
          error={mistakes['letter']}
          value={text}
          onValue={(typed) => write({ text: typed, language })}
        />
        {before === undefined && (
          <Radios
            id="language"
            question={t('letter-language')}
            value={language}
            onValue={(other) => {
              setChosen(other);
              write({ text, language: other });
            }}
            choices={[
              { value: 'en', label: t('language-en') },
              { value: 'cy', label: t('language-cy') },
            ]}
          />
        )}
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
