/** What taking part means was explained to somebody, in the words of this version and language. */
import { useState } from 'preact/hooks';
import { wording, type WordingText } from '../../../i18n/wording.ts';
import { language as shownLanguage, t, type Language } from '../../../i18n/words.ts';
import { Button } from '../../../ui/buttons.tsx';
import { Radios } from '../../../ui/fields.tsx';
import { ErrorSummary, Form, type Mistakes } from '../../../ui/form.tsx';
import { Shown, useFetched } from '../../../ui/waiting.tsx';
import { Wording } from '../../../ui/wording.tsx';
import { P } from '../../../ui/words.tsx';
import { Acting, type Answer } from './acting.tsx';
import type { PersonFacts } from './one-person.tsx';

export function Explain({ id, person, role }: PersonFacts) {
  const [language, setLanguage] = useState<Language | null>(null);
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const shown = language ?? shownLanguage();
  const source = useFetched<WordingText>(() => wording('information', shown), [shown]);
  const go = (words: WordingText, onAnswer: (answer: Answer) => void): void => {
    setMistakes(language === null ? { language: t('explain-language-missing') } : {});
    if (language === null || words.language !== language) return;
    onAnswer({
      record: { kind: 'information', status: 'given', person, wording: words.text },
      facts: () => [
        { name: t('fact-person'), value: t(`role-${role}`) },
        { name: t('fact-explained'), value: <Wording words={words} /> },
        { name: t('fact-language'), value: t(`language-${language}`) },
      ],
    });
  };
  return (
    <Acting
      id={id}
      title={t(`explain-title-${role}`)}
      question={(_, onAnswer) => (
        <>
          <ErrorSummary mistakes={mistakes} />
          <P says="explain-line" />
          <Shown of={source}>
            {(words) => (
              <>
                <div class="govuk-inset-text">
                  <Wording words={words} />
                </div>
                <Form onSend={() => go(words, onAnswer)}>
                  <Radios
                    id="language"
                    question={t('explain-language')}
                    error={mistakes['language']}
                    value={language}
                    onValue={setLanguage}
                    choices={[
                      { value: 'en', label: t('language-en') },
                      { value: 'cy', label: t('language-cy') },
                    ]}
                  />
                  <Button submits>{t('continue')}</Button>
                </Form>
              </>
            )}
          </Shown>
        </>
      )}
    />
  );
}
