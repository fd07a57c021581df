/** The risk was assessed: acceptable until a day, or not acceptable. */
import { useState } from 'preact/hooks';
import { t } from '../../../i18n/words.ts';
import { Button } from '../../../ui/buttons.tsx';
import { DateField, NO_DAY } from '../../../ui/date-field.tsx';
import { Radios } from '../../../ui/fields.tsx';
import { ErrorSummary, Form, type Mistakes } from '../../../ui/form.tsx';
import type { Fact } from '../../../ui/lists.tsx';
import { Several } from '../../../ui/several.tsx';
import { P } from '../../../ui/words.tsx';
import type { RecordStatuses, Trigger } from '../../../vault/messages-practice.ts';
import { Acting, type Answer } from './acting.tsx';
import { mistakesIn, untilOf } from './until.ts';

const DATED = ['acceptable'];
const TRIGGERS: readonly Trigger[] = ['move', 'release-from-custody', 'new-order', 'escalation', 'pause', 'contact-outside'];

export function triggerWords(triggers: readonly Trigger[]): string {
  return triggers.map((one) => t(`trigger-${one}`)).join(', ');
}

export function Risk({ id }: { readonly id: string }) {
  const [status, setStatus] = useState<RecordStatuses['risk'] | null>(null);
  const [typed, setTyped] = useState(NO_DAY);
  const [triggers, setTriggers] = useState<readonly Trigger[]>([]);
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const go = (onAnswer: (answer: Answer) => void): void => {
    const found = mistakesIn(status, DATED, typed);
    setMistakes(found);
    if (status === null || Object.keys(found).length > 0) return;
    const { until, facts } = untilOf(status, DATED, typed);
    const named = (): readonly Fact[] =>
      triggers.length === 0 ? [] : [{ name: t('fact-triggers'), value: triggerWords(triggers) }];
    onAnswer({
      record: { kind: 'risk', status, until, triggers },
      facts: () => [{ name: t('fact-risk'), value: t(`risk-${status}`) }, ...facts(), ...named()],
    });
  };
  return (
    <Acting
      id={id}
      title={t('risk-title')}
      question={(_, onAnswer) => (
        <>
          <ErrorSummary mistakes={mistakes} />
          <P says="risk-line" />
          <Form onSend={() => go(onAnswer)}>
            <Radios
              id="status"
              question={t('risk-question')}
              error={mistakes['status']}
              value={status}
              onValue={setStatus}
              choices={[
                {
                  value: 'acceptable',
                  label: t('risk-acceptable'),
                  inside: <DateField id="until" question={t('risk-until')} error={mistakes['until']} value={typed} onValue={setTyped} />,
                },
                { value: 'not-acceptable', label: t('risk-not-acceptable'), hint: t('risk-not-acceptable-hint') },
              ]}
            />
            <Several
              id="triggers"
              question={t('risk-triggers')}
              hint={t('risk-triggers-hint')}
              error={undefined}
              choices={TRIGGERS.map((value) => ({ value, label: t(`trigger-${value}`) }))}
              chosen={triggers}
              onChosen={setTriggers}
            />
            <Button submits>{t('continue')}</Button>
          </Form>
        </>
      )}
    />
  );
}
