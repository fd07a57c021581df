/**
 * Returning an item for changes, or withholding it: a reason, words to its author, and a last look.
 * Owns what is asked; the vault seals the words and refuses a no without them.
 */
import * as api from '../../api/items.ts';
import { t } from '../../i18n/words.ts';
import { vault } from '../../session/session.ts';
import { Button } from '../../ui/buttons.tsx';
import { Radios, Writing } from '../../ui/fields.tsx';
import { ErrorSummary, Form, useMistakes, type Mistakes } from '../../ui/form.tsx';
import { Screen } from '../../ui/screen.tsx';
import type { Coverage } from '../../vault/messages.ts';
import { countersign, type Uncountersigned } from './countersigning.tsx';
import { aboutIt, LastLook, wordsFact } from './last-look.tsx';
import { REASONS, type No } from './reasons.ts';
import type { Reviewed } from './review.tsx';

/** As many characters as always fit into a note, whatever they are. */
export const LONGEST_WORDS = 4000;

export interface Said {
  readonly reason: string | null;
  readonly words: string;
}

interface SayFacts {
  readonly no: No;
  readonly said: Said;
  readonly onSaid: (said: Said) => void;
  readonly onNext: () => void;
  readonly onBack: () => void;
}

/** The names of the words for what is missing. */
function mistakesIn({ reason, words }: Said): Mistakes {
  const wrong = words.trim() === '' ? 'no-words-missing' : words.length > LONGEST_WORDS ? 'no-words-too-long' : null;
  return {
    ...(reason === null ? { reason: 'no-reason-missing' } : {}),
    ...(wrong === null ? {} : { words: wrong }),
  };
}

export function SayNo({ no, said, onSaid, onNext, onBack }: SayFacts) {
  const [mistakes, setMistakes] = useMistakes();
  const next = (): void => {
    const found = mistakesIn(said);
    setMistakes(found);
    if (Object.keys(found).length === 0) onNext();
  };
  return (
    <Screen title={t(`no-title-${no}`)} onBack={onBack}>
      <ErrorSummary mistakes={mistakes} />
      <Form onSend={next}>
        <Radios
          id="reason"
          question={t('no-reason')}
          hint={t('no-reason-hint')}
          error={mistakes['reason']}
          choices={REASONS[no].map((code) => ({
            value: code,
            label: t(`reason-${code}`),
            // What somebody wants is theirs: their wish must not reach whoever wrote to them.
            ...(code === 'not-wanted' ? { hint: t('no-reason-private') } : {}),
          }))}
          value={said.reason}
          onValue={(reason) => onSaid({ ...said, reason })}
        />
        <Writing
          id="words"
          short
          label={t('no-words')}
          hint={t(`no-words-hint-${no}`)}
          error={mistakes['words']}
          value={said.words}
          onValue={(words) => onSaid({ ...said, words })}
        />
        <Button submits>{t('continue')}</Button>
      </Form>
    </Screen>
  );
}

interface CheckFacts {
  readonly no: No;
  readonly said: Said;
  readonly reviewed: Reviewed;
  readonly coverage: Coverage;
  readonly onBack: () => void;
  readonly onDone: (left: Uncountersigned | null) => void;
}

export function CheckNo({ no, said, reviewed, coverage, onBack, onDone }: CheckFacts) {
  const { item, verified } = reviewed;
  const reason = said.reason ?? '';
  const words = said.words.trim();
  const act = async (): Promise<void> => {
    const notes = await api.notes(item.case);
    const made = await vault().do.decide({ handle: verified.handle, verdict: no, reason, coverage, words, notes });
    await api.decide(item.item, made);
    onDone(await countersign(item.case, made.decision));
  };
  const facts = [
    ...aboutIt(reviewed),
    {
      name: t('no-fact-reason'),
      value: t(`reason-${reason}`),
      change: { onPress: onBack, words: t('change'), about: t('no-fact-reason') },
    },
    { name: t('no-fact-told'), value: t(`why-${reason}`) },
    wordsFact(t('no-words'), words, onBack),
  ];
  return <LastLook way={no} facts={facts} act={act} onBack={onBack} />;
}
