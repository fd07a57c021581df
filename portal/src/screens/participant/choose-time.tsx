/** A day in the next two weeks and a part of it: nothing needs typing. */
import { useState } from 'preact/hooks';
import { day } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { Button } from '../../ui/buttons.tsx';
import { Radios } from '../../ui/fields.tsx';
import { ErrorSummary, Form, type Mistakes } from '../../ui/form.tsx';
import { Screen } from '../../ui/screen.tsx';
import { P } from '../../ui/words.tsx';
import type { Window } from '../accepted.ts';
import { daysAhead, windowOn, type PartOfDay } from './window.ts';

const DAYS = 14;
const PARTS: readonly PartOfDay[] = ['any', 'morning', 'afternoon', 'evening'];

interface TimeFacts {
  readonly withSomeone: boolean;
  readonly onBack: () => void;
  readonly onChosen: (window: Window) => void;
}

export function ChooseTime({ withSomeone, onBack, onChosen }: TimeFacts) {
  const days = daysAhead(DAYS);
  const [midnight, setMidnight] = useState(days[1] ?? 0);
  const [part, setPart] = useState<PartOfDay>('any');
  const [mistakes, setMistakes] = useState<Mistakes>({});

  const send = (): void => {
    const window = windowOn(midnight, part);
    setMistakes(window === null ? { part: t('time-over') } : {});
    if (window !== null) onChosen(window);
  };

  return (
    <Screen title={t(withSomeone ? 'time-title-with' : 'time-title')} onBack={onBack}>
      <ErrorSummary mistakes={mistakes} />
      <P says={withSomeone ? 'time-line-with' : 'time-line'} />
      <Form onSend={send}>
        <div class="govuk-form-group">
          <label class="govuk-label govuk-label--m" for="day">
            {t('time-day')}
          </label>
          <select id="day" class="govuk-select" value={String(midnight)} onChange={(event) => setMidnight(Number(event.currentTarget.value))}>
            {days.map((each, ahead) => (
              <option key={each} value={String(each)}>
                {ahead === 0 ? t('time-today', { day: day(each) }) : day(each)}
              </option>
            ))}
          </select>
        </div>
        <Radios
          id="part"
          question={t('time-part')}
          error={mistakes['part']}
          value={part}
          onValue={setPart}
          choices={PARTS.map((each) => ({ value: each, label: t(`time-part-${each}`) }))}
        />
        <Button submits>{t('continue')}</Button>
      </Form>
    </Screen>
  );
}
