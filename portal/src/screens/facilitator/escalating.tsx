/**
 * Escalating an item: what that does, words for the team, and a last look. From the signature on every
 * device refuses the item. Owns what is asked; refuses to unlock anything.
 */
import * as api from '../../api/items.ts';
import { t } from '../../i18n/words.ts';
import { vault } from '../../session/session.ts';
import { Button } from '../../ui/buttons.tsx';
import { Writing } from '../../ui/fields.tsx';
import { ErrorSummary, Form, useMistakes } from '../../ui/form.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Lead, Points } from '../../ui/words.tsx';
import { countersign, type Uncountersigned } from './countersigning.tsx';
import { aboutIt, LastLook, wordsFact } from './last-look.tsx';
import type { Reviewed } from './review.tsx';
import { LONGEST_WORDS } from './saying-no.tsx';

interface EscalatingFacts {
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly onNext: () => void;
  readonly onBack: () => void;
}

export function Escalating({ words, onWords, onNext, onBack }: EscalatingFacts) {
  const [mistakes, setMistakes] = useMistakes();
  const next = (): void => {
    const long = words.length > LONGEST_WORDS;
    setMistakes(long ? { words: 'no-words-too-long' } : {});
    if (!long) onNext();
  };
  return (
    <Screen title={t('escalate-title')} onBack={onBack}>
      <ErrorSummary mistakes={mistakes} />
      <Lead says="escalate-what" />
      <Points says="escalate-point" many={4} />
      <p class="govuk-inset-text">{t('escalate-call')}</p>
      <Form onSend={next}>
        <Writing
          id="words"
          short
          label={t('escalate-words')}
          hint={t('escalate-words-hint')}
          error={mistakes['words']}
          value={words}
          onValue={onWords}
        />
        <Button submits>{t('continue')}</Button>
      </Form>
    </Screen>
  );
}

interface CheckFacts {
  readonly reviewed: Reviewed;
  readonly words: string;
  readonly onBack: () => void;
  readonly onDone: (left: Uncountersigned | null) => void;
}

export function CheckEscalating({ reviewed, words: typed, onBack, onDone }: CheckFacts) {
  const { item, verified } = reviewed;
  const words = typed.trim();
  const act = async (): Promise<void> => {
    const [suspensions, notes] = await Promise.all([api.suspensions(item.case), api.notes(item.case)]);
    const made = await vault().do.escalate({ handle: verified.handle, suspensions, words, notes });
    await api.escalate(item.item, made);
    onDone(await countersign(item.case, made.suspension));
  };
  return (
    <LastLook way="escalate" facts={[...aboutIt(reviewed), wordsFact(t('escalate-words'), words, onBack)]} act={act} onBack={onBack} />
  );
}
