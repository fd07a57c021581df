/** An order or a condition: a new one, or what has become of one that is recorded. */
import { useState } from 'preact/hooks';
import { t } from '../../../i18n/words.ts';
import { Button } from '../../../ui/buttons.tsx';
import { DateField, NO_DAY } from '../../../ui/date-field.tsx';
import { Radios, type Choice } from '../../../ui/fields.tsx';
import { ErrorSummary, Form, type Mistakes } from '../../../ui/form.tsx';
import { P } from '../../../ui/words.tsx';
import type { RecordStatuses } from '../../../vault/messages-practice.ts';
import { Acting, type Answer } from './acting.tsx';
import { restrictions, roleOf, takingPart, type SoFar } from './so-far.ts';
import { mistakesIn, untilOf } from './until.ts';

type Status = RecordStatuses['restriction'];

const DATED = ['blocks', 'permits'];

interface RestrictionFacts {
  readonly id: string;
  /** null for a new one. */
  readonly subject: string | null;
}

export function Restriction({ id, subject }: RestrictionFacts) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [status, setStatus] = useState<Status | null>(null);
  const [typed, setTyped] = useState(NO_DAY);
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const go = ({ found }: SoFar, person: string | null, onAnswer: (answer: Answer) => void): void => {
    const wrong = {
      ...(person === null ? { person: t('restriction-person-missing') } : {}),
      ...mistakesIn(status, DATED, typed),
    };
    setMistakes(wrong);
    if (person === null || status === null || Object.keys(wrong).length > 0) return;
    const { until, facts } = untilOf(status, DATED, typed);
    onAnswer({
      record: { kind: 'restriction', status, person, until, ...(subject === null ? {} : { subject }) },
      facts: () => [
        { name: t('fact-restricts'), value: t(`role-${roleOf(found, person) ?? 'harmed'}`) },
        { name: t('fact-restriction'), value: t(`restriction-${status}`) },
        ...facts(),
      ],
    });
  };
  const dated = (value: 'blocks' | 'permits'): Choice<Status> => ({
    value,
    label: t(`restriction-${value}`),
    hint: t(`restriction-hint-${value}`),
    inside: <DateField id="until" question={t('restriction-until')} error={mistakes['until']} value={typed} onValue={setTyped} />,
  });
  return (
    <Acting
      id={id}
      title={t(subject === null ? 'restriction-title-new' : 'restriction-title')}
      question={(known, onAnswer) => {
        const before = restrictions(known.said).find((one) => one.subject === subject);
        const person = before?.person ?? chosen;
        return (
          <>
            <ErrorSummary mistakes={mistakes} />
            <P says="restriction-line" />
            <Form onSend={() => go(known, person, onAnswer)}>
              {before === undefined && (
                <Radios
                  id="person"
                  question={t('restriction-person')}
                  error={mistakes['person']}
                  value={chosen}
                  onValue={setChosen}
                  choices={takingPart(known.found).map((one) => ({ value: one.person, label: t(`role-${one.role}`) }))}
                />
              )}
              <Radios
                id="status"
                question={t('restriction-question')}
                error={mistakes['status']}
                value={status}
                onValue={setStatus}
                choices={[
                  dated('blocks'),
                  dated('permits'),
                  ...(before === undefined ? [] : [{ value: 'lifted' as const, label: t('restriction-lifted') }]),
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
