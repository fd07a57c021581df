/** Who is it for: asked first, by itself, and nobody is chosen beforehand. */
import { useState } from 'preact/hooks';
import { day } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { goTo } from '../../router.ts';
import { Button } from '../../ui/buttons.tsx';
import { Radios } from '../../ui/fields.tsx';
import { ErrorSummary, Form, useMistakes } from '../../ui/form.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Shown, useFetched } from '../../ui/waiting.tsx';
import { P } from '../../ui/words.tsx';
import { everybody, whoIs, type Known } from './acting.ts';

export function WhoFor() {
  const source = useFetched(everybody, []);
  return (
    <Screen title={t('who-for-title')} back="/">
      <Shown of={source}>{(people) => (people.length === 0 ? <P says="jobs-nobody" /> : <Choose people={people} />)}</Shown>
    </Screen>
  );
}

function addressOf(person: Known): string {
  return `/send/${person.case}/${person.person}`;
}

function Choose({ people }: { readonly people: readonly Known[] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [mistakes, setMistakes] = useMistakes();
  return (
    <>
      <ErrorSummary mistakes={mistakes} />
      <Form
        onSend={() => {
          if (chosen === null) setMistakes({ who: 'who-for-missing' });
          else goTo(chosen);
        }}
      >
        <Radios
          id="who"
          question={t('who-for-question')}
          hint={t('who-for-hint')}
          error={mistakes['who']}
          value={chosen}
          onValue={setChosen}
          choices={people.map((person) => ({
            value: addressOf(person),
            label: whoIs(person),
            hint: t('acting-until', { day: day(person.until) }),
          }))}
        />
        <Button submits>{t('continue')}</Button>
      </Form>
    </>
  );
}
