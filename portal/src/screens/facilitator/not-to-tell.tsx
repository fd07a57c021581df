/** What must not be told to the other side, line by line: for readers' own devices to find in a letter. */
import { useState } from 'preact/hooks';
import { t } from '../../i18n/words.ts';
import { Button, ButtonLink } from '../../ui/buttons.tsx';
import { Writing } from '../../ui/fields.tsx';
import { ErrorSummary, Form, useMistakes } from '../../ui/form.tsx';
import { LeftOut } from '../../ui/left-out.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Shown, useFetched } from '../../ui/waiting.tsx';
import { Lead, P } from '../../ui/words.tsx';
import { LONGEST_LIST, notToTell, sayNotToTell, type Lists, type NotToTell as List } from './looking.ts';

export function NotToTell({ id }: { readonly id: string }) {
  const source = useFetched(() => notToTell(id), [id]);
  return (
    <Shown of={source} title={t('could-not-show')}>
      {(known) => <Lines id={id} known={known} />}
    </Shown>
  );
}

interface Asked {
  readonly subject: string;
  readonly label: string;
  readonly before: string;
}

function asked(id: string, { found, lists }: Lists): readonly Asked[] {
  const before = (subject: string): string => lists.find((one) => one.subject === subject)?.text ?? '';
  const people = found.people
    .filter(({ certified }) => certified)
    .map(({ person, role }) => ({ subject: person, label: t(`not-to-tell-${role}`), before: before(person) }));
  return [...people, { subject: id, label: t('not-to-tell-anybody'), before: before(id) }];
}

function Lines({ id, known }: { readonly id: string; readonly known: Lists }) {
  const questions = asked(id, known);
  const [said, setSaid] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(questions.map(({ subject, before }) => [subject, before])),
  );
  const [mistakes, setMistakes] = useMistakes();
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const [done, setDone] = useState(false);
  const changed: readonly List[] = questions
    .map(({ subject, before }) => ({ subject, before, text: (said[subject] ?? '').trim() }))
    .filter(({ before, text }) => before !== text);

  const save = async (): Promise<void> => {
    const long = changed.filter(({ text }) => text.length > LONGEST_LIST);
    setMistakes(Object.fromEntries(long.map(({ subject }) => [subject, 'not-to-tell-too-long'])));
    if (long.length > 0) return;
    setProblem(null);
    setWorking(true);
    try {
      for (const one of changed) await sayNotToTell(id, one);
      setDone(true);
    } catch (refusal) {
      setProblem(refusal);
    }
    setWorking(false);
  };

  if (done) {
    return (
      <Screen title={t('not-to-tell-saved-title')}>
        <Lead says="not-to-tell-saved" />
        <ButtonLink to={`/cases/${id}`} look="quiet">
          {t('not-to-tell-back')}
        </ButtonLink>
      </Screen>
    );
  }
  return (
    <Screen title={t('not-to-tell-title')} back={`/cases/${id}`}>
      <ErrorSummary mistakes={mistakes} />
      {problem !== null && <NothingShown problem={problem} />}
      <LeftOut codes={known.leftOut} />
      <P says="not-to-tell-what" />
      <P says="not-to-tell-how" />
      <Form onSend={() => void save()}>
        {questions.map(({ subject, label }) => (
          <Writing
            key={subject}
            id={subject}
            short
            label={label}
            hint={t('not-to-tell-hint')}
            error={mistakes[subject]}
            value={said[subject] ?? ''}
            onValue={(text) => setSaid({ ...said, [subject]: text })}
          />
        ))}
        <Button submits disabled={working || changed.length === 0}>
          {t('not-to-tell-save')}
        </Button>
      </Form>
    </Screen>
  );
}
