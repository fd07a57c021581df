/** Somebody in custody needs the establishment's clearance: needed, given until a day, or not needed. */
import { useState } from 'preact/hooks';
import { t } from '../../../i18n/words.ts';
import { Button } from '../../../ui/buttons.tsx';
import { DateField, NO_DAY } from '../../../ui/date-field.tsx';
import { Radios } from '../../../ui/fields.tsx';
import { ErrorSummary, Form, type Mistakes } from '../../../ui/form.tsx';
import { P } from '../../../ui/words.tsx';
import type { RecordStatuses } from '../../../vault/messages-practice.ts';
import { Acting, type Answer } from './acting.tsx';
import type { PersonFacts } from './one-person.tsx';
import { mistakesIn, untilOf } from './until.ts';

const DATED = ['given'];

export function Clearance({ id, person, role }: PersonFacts) {
  const [status, setStatus] = useState<RecordStatuses['clearance'] | null>(null);
  const [typed, setTyped] = useState(NO_DAY);
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const go = (onAnswer: (answer: Answer) => void): void => {
    const found = mistakesIn(status, DATED, typed);
    setMistakes(found);
    if (status === null || Object.keys(found).length > 0) return;
    const { until, facts } = untilOf(status, DATED, typed);
    onAnswer({
      record: { kind: 'clearance', status, person, until },
      facts: () => [
        { name: t('fact-person'), value: t(`role-${role}`) },
        { name: t('fact-clearance'), value: t(`clearance-${status}`) },
        ...facts(),
      ],
    });
  };
  return (
    <Acting
      id={id}
      title={t(`clearance-title-${role}`)}
      question={(_, onAnswer) => (
        <>
          <ErrorSummary mistakes={mistakes} />
          <P says="clearance-line" />
          <Form onSend={() => go(onAnswer)}>
            <Radios
              id="status"
              question={t('clearance-question')}
              error={mistakes['status']}
              value={status}
              onValue={setStatus}
              choices={[
                { value: 'not-needed', label: t('clearance-not-needed'), hint: t('clearance-not-needed-hint') },
                { value: 'needed', label: t('clearance-needed'), hint: t('clearance-needed-hint') },
                {
                  value: 'given',
                  label: t('clearance-given'),
                  inside: (
                    <DateField id="until" question={t('clearance-until')} error={mistakes['until']} value={typed} onValue={setTyped} />
                  ),
                },
              ]}
            />
            <Button submits>{t('continue')}</Button>
          </Form>
        </>
      )}
    />
  );
}
