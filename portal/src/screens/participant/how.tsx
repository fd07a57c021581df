/** How somebody wants to receive something: here, on paper, or with their facilitator. */
import { useState } from 'preact/hooks';
import type { Item, Medium } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { Button } from '../../ui/buttons.tsx';
import { Input, Radios } from '../../ui/fields.tsx';
import { ErrorSummary, Form, type Mistakes } from '../../ui/form.tsx';
import { Screen } from '../../ui/screen.tsx';
import { isRead } from '../item-kinds.ts';

/** A recording cannot be put on paper. */
export function mediaFor(item: Item): readonly Medium[] {
  return isRead(item) ? ['read', 'on-paper', 'with-facilitator'] : ['listen', 'with-facilitator'];
}

export interface How {
  readonly medium: Medium;
  /** Who will be with them, for the team alone; empty where nobody is named. */
  readonly supporter: string;
}

interface HowFacts {
  readonly item: Item;
  readonly withSomeone: boolean;
  readonly how: How | null;
  readonly onBack: () => void;
  readonly onChosen: (how: How) => void;
}

export function ChooseHow({ item, withSomeone, how, onBack, onChosen }: HowFacts) {
  const [medium, setMedium] = useState<Medium | null>(how?.medium ?? null);
  const [supporter, setSupporter] = useState(how?.supporter ?? '');
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const go = (): void => {
    setMistakes(medium === null ? { how: t('how-missing') } : {});
    if (medium !== null) onChosen({ medium, supporter: withSomeone ? supporter.trim() : '' });
  };
  return (
    <Screen title={t('how-title')} onBack={onBack}>
      <ErrorSummary mistakes={mistakes} />
      <Form onSend={go}>
        <Radios
          id="how"
          question={t('how-question')}
          error={mistakes['how']}
          value={medium}
          onValue={setMedium}
          choices={mediaFor(item).map((each) => ({
            value: each,
            label: t(`how-${each}`),
            hint: t(`how-${each}-hint`),
          }))}
        />
        {withSomeone && <Input id="supporter" label={t('supporter-label')} hint={t('supporter-hint')} value={supporter} onValue={setSupporter} />}
        <Button submits>{t('continue')}</Button>
      </Form>
    </Screen>
  );
}
