/** Whether somebody is prepared for one round. */
import { useState } from 'preact/hooks';
import { t } from '../../../i18n/words.ts';
import { Button } from '../../../ui/buttons.tsx';
import { NO_DAY } from '../../../ui/date-field.tsx';
import { Radios } from '../../../ui/fields.tsx';
import { ErrorSummary, Form, type Mistakes } from '../../../ui/form.tsx';
import { Count } from '../../../ui/several.tsx';
import { P } from '../../../ui/words.tsx';
import type { RecordStatuses } from '../../../vault/messages-practice.ts';
import { Acting, type Answer } from './acting.tsx';
import type { PersonFacts } from './one-person.tsx';
import { MOST_ROUNDS } from './plan.tsx';
import { roundsAhead } from './so-far.ts';
import { mistakesIn } from './until.ts';

interface ReadinessFacts extends PersonFacts {
  /** The round that the question comes from, if it comes from one. */
  readonly round: number | null;
}

export function Readiness({ id, person, role, round: asked }: ReadinessFacts) {
  const [status, setStatus] = useState<RecordStatuses['readiness'] | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const go = (round: number, onAnswer: (answer: Answer) => void): void => {
    const found = { ...(round === 0 ? { round: t('round-missing') } : {}), ...mistakesIn(status, [], NO_DAY) };
    setMistakes(found);
    if (status === null || round === 0) return;
    onAnswer({
      record: { kind: 'readiness', status, person, round },
      facts: () => [
        { name: t('fact-person'), value: t(`role-${role}`) },
        { name: t('fact-round'), value: String(round) },
        { name: t('fact-readiness'), value: t(`readiness-${status}`) },
      ],
    });
  };
  return (
    <Acting
      id={id}
      title={t(`readiness-title-${role}`)}
      question={({ ways }, onAnswer) => {
        const round = chosen ?? asked ?? roundsAhead(ways, person)[0] ?? 0;
        return (
          <>
            <ErrorSummary mistakes={mistakes} />
            <P says="readiness-line" />
            <Form onSend={() => go(round, onAnswer)}>
              <Count
                id="round"
                question={t('readiness-round')}
                hint={t('readiness-round-hint')}
                error={mistakes['round']}
                most={MOST_ROUNDS}
                value={round}
                onValue={setChosen}
              />
              <Radios
                id="status"
                question={t('readiness-question')}
                error={mistakes['status']}
                value={status}
                onValue={setStatus}
                choices={[
                  { value: 'ready', label: t('readiness-ready') },
                  { value: 'not-ready', label: t('readiness-not-ready') },
                ]}
              />
              <Button submits>{t('continue')}</Button>
            </Form>
          </>
        );
      }}
    />
  );
}
