/** Whether a court or the police is still at it. */
import { useState } from 'preact/hooks';
import { t } from '../../../i18n/words.ts';
import { Button } from '../../../ui/buttons.tsx';
import { NO_DAY } from '../../../ui/date-field.tsx';
import { Radios } from '../../../ui/fields.tsx';
import { ErrorSummary, Form, type Mistakes } from '../../../ui/form.tsx';
import { P } from '../../../ui/words.tsx';
import type { RecordStatuses } from '../../../vault/messages-practice.ts';
import { Acting, type Answer } from './acting.tsx';
import { mistakesIn } from './until.ts';

export function Proceedings({ id }: { readonly id: string }) {
  const [status, setStatus] = useState<RecordStatuses['proceedings'] | null>(null);
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const go = (onAnswer: (answer: Answer) => void): void => {
    setMistakes(mistakesIn(status, [], NO_DAY));
    if (status === null) return;
    onAnswer({
      record: { kind: 'proceedings', status },
      facts: () => [{ name: t('fact-proceedings'), value: t(`proceedings-${status}`) }],
    });
  };
  return (
    <Acting
      id={id}
      title={t('proceedings-title')}
      question={(_, onAnswer) => (
        <>
          <ErrorSummary mistakes={mistakes} />
          <P says="proceedings-line" />
          <Form onSend={() => go(onAnswer)}>
            <Radios
              id="status"
              question={t('proceedings-question')}
              error={mistakes['status']}
              value={status}
              onValue={setStatus}
              choices={[
                { value: 'live', label: t('proceedings-live'), hint: t('proceedings-live-hint') },
                { value: 'cleared', label: t('proceedings-cleared'), hint: t('proceedings-cleared-hint') },
              ]}
            />
            <Button submits>{t('continue')}</Button>
          </Form>
        </>
      )}
    />
  );
}
