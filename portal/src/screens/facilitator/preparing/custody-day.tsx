/**
 * Custody is a place with a day: whether the place can hand something over on a day, with somebody there
 * for the person afterwards. Owns until when on that day; the service holds it to a weekday.
 */
import { useState } from 'preact/hooks';
import { day } from '../../../i18n/dates.ts';
import { t } from '../../../i18n/words.ts';
import { Button } from '../../../ui/buttons.tsx';
import { DateField, endOf, mistakeOf, NO_DAY, type TypedDay } from '../../../ui/date-field.tsx';
import { Radios } from '../../../ui/fields.tsx';
import { ErrorSummary, Form, type Mistakes } from '../../../ui/form.tsx';
import { P } from '../../../ui/words.tsx';
import type { RecordStatuses } from '../../../vault/messages-practice.ts';
import { Acting, type Answer } from './acting.tsx';
import type { PersonFacts } from './one-person.tsx';

/** Half past three in UTC: on no wall of the United Kingdom later than half past four. */
const ENDS_AT = 15 * 3600 + 1800;
const SATURDAY = 6;

/** Until when the typed day counts, in seconds; 0 for none. The day is read as one of UTC. */
function untilOn(typed: TypedDay): number {
  if (endOf(typed) === null) return 0;
  return Date.UTC(Number(typed.year), Number(typed.month) - 1, Number(typed.day)) / 1000 + ENDS_AT;
}

function dayMistake(typed: TypedDay): string | null {
  const mistake = mistakeOf(typed);
  if (mistake !== null) return mistake;
  const until = untilOn(typed);
  const weekday = new Date(until * 1000).getUTCDay();
  if (weekday === 0 || weekday === SATURDAY) return t('custody-day-weekend');
  return until <= Date.now() / 1000 ? t('custody-day-too-late') : null;
}

export function CustodyDay({ id, person, role }: PersonFacts) {
  const [status, setStatus] = useState<RecordStatuses['custody-day'] | null>(null);
  const [typed, setTyped] = useState(NO_DAY);
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const go = (onAnswer: (answer: Answer) => void): void => {
    const wrong = status === 'supported' ? dayMistake(typed) : null;
    setMistakes(status === null ? { status: t('record-status-missing') } : wrong === null ? {} : { until: wrong });
    if (status === null || wrong !== null) return;
    const until = status === 'supported' ? untilOn(typed) : 0;
    onAnswer({
      record: { kind: 'custody-day', status, person, until },
      facts: () => [
        { name: t('fact-person'), value: t(`role-${role}`) },
        { name: t('fact-custody-day'), value: t(`custody-day-${status}`) },
        ...(until === 0 ? [] : [{ name: t('custody-day-which'), value: day(until) }]),
      ],
    });
  };
  return (
    <Acting
      id={id}
      title={t(`custody-day-title-${role}`)}
      question={(_, onAnswer) => (
        <>
          <ErrorSummary mistakes={mistakes} />
          <P says="custody-day-line" />
          <P says="custody-day-ends" />
          <Form onSend={() => go(onAnswer)}>
            <Radios
              id="status"
              question={t('custody-day-question')}
              error={mistakes['status']}
              value={status}
              onValue={setStatus}
              choices={[
                {
                  value: 'supported',
                  label: t('custody-day-supported'),
                  hint: t('custody-day-supported-hint'),
                  inside: (
                    <DateField id="until" question={t('custody-day-which')} error={mistakes['until']} value={typed} onValue={setTyped} />
                  ),
                },
                { value: 'withdrawn', label: t('custody-day-withdrawn'), hint: t('custody-day-withdrawn-hint') },
              ]}
            />
            <Button submits>{t('continue')}</Button>
          </Form>
        </>
      )}
    />
  );
}
