/**
 * Asking for more in a case: two readers, or the special route. What was asked for is never asked for
 * less: the devices of those who receive hold the case to it.
 */
import { useState } from 'preact/hooks';
import { t } from '../../../i18n/words.ts';
import { me } from '../../../session/session.ts';
import { Button } from '../../../ui/buttons.tsx';
import { NO_DAY } from '../../../ui/date-field.tsx';
import { Radios } from '../../../ui/fields.tsx';
import { ErrorSummary, Form, type Mistakes } from '../../../ui/form.tsx';
import { P } from '../../../ui/words.tsx';
import type { Said } from '../../../vault/messages-practice.ts';
import { Acting, type Answer } from './acting.tsx';
import { mistakesIn } from './until.ts';

type More = 'two' | 'special';

/** What the case does not ask for yet. Only a facilitator can ask for it. */
export function more({ signers, route }: Said): readonly More[] {
  if (route === 'specialist' || !me().roles.includes('facilitator')) return [];
  return signers === 2 ? ['special'] : ['two', 'special'];
}

/** What the case asks for now, as it reads. */
export function readersWords({ signers, route }: Said): string {
  return t(route === 'specialist' ? 'readers-special' : signers === 2 ? 'readers-two' : 'readers-one');
}

export function TwoReaders({ id }: { readonly id: string }) {
  const [chosen, setChosen] = useState<More | null>(null);
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const go = (onAnswer: (answer: Answer) => void): void => {
    setMistakes(mistakesIn(chosen, [], NO_DAY));
    if (chosen === null) return;
    onAnswer({
      more: chosen,
      facts: () => [{ name: t('fact-readers'), value: t(`readers-ask-${chosen}`) }],
    });
  };
  return (
    <Acting
      id={id}
      title={t('readers-title')}
      question={({ said }, onAnswer) =>
        more(said).length === 0 ? (
          <P says={said.route === 'specialist' ? 'readers-nothing-more' : 'readers-facilitator'} />
        ) : (
          <>
            <ErrorSummary mistakes={mistakes} />
            <P says="readers-line" />
            <Form onSend={() => go(onAnswer)}>
              <Radios
                id="status"
                question={t('readers-question')}
                error={mistakes['status']}
                value={chosen}
                onValue={setChosen}
                choices={more(said).map((value) => ({
                  value,
                  label: t(`readers-ask-${value}`),
                  hint: t(`readers-hint-${value}`),
                }))}
              />
              <Button submits>{t('continue')}</Button>
            </Form>
          </>
        )
      }
    />
  );
}
