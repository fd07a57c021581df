/**
 * One decision about what was read: which of four, then in what words, a last look, and what follows.
 * Owns the way through these pages and what was typed on them; signs nothing itself.
 */
import { useState } from 'preact/hooks';
import { t } from '../../i18n/words.ts';
import { Button } from '../../ui/buttons.tsx';
import { Radios, type Choice } from '../../ui/fields.tsx';
import { ErrorSummary, Form, useMistakes } from '../../ui/form.tsx';
import { Screen } from '../../ui/screen.tsx';
import type { Coverage } from '../../vault/messages.ts';
import { Approve, Approved } from './approve.tsx';
import type { Uncountersigned } from './countersigning.tsx';
import { Decided } from './decided.tsx';
import { CheckEscalating, Escalating } from './escalating.tsx';
import type { No } from './reasons.ts';
import type { Reviewed } from './review.tsx';
import { CheckNo, SayNo, type Said } from './saying-no.tsx';

export type Way = 'approve' | No | 'escalate';
/** What a reader may decide before they have come to the end. */
const BEFORE_THE_END: readonly Exclude<Way, 'approve'>[] = ['return', 'withhold', 'escalate'];
const AT_THE_END: readonly Way[] = ['approve', ...BEFORE_THE_END];

interface DecidingFacts {
  readonly reviewed: Reviewed;
  readonly coverage: Coverage;
  /** How many places the reader was asked to look at. */
  readonly marked: number;
  /** What was written beside it, as words that its author could be sent. */
  readonly beside: string;
  /** Back to what is being read. */
  readonly onBack: () => void;
}

interface Done {
  readonly more: boolean;
  readonly left: Uncountersigned | null;
}

const NOTHING: Said = { reason: null, words: '' };

export function Deciding({ reviewed, coverage, marked, beside, onBack }: DecidingFacts) {
  const [way, setWay] = useState<Way | null>(null);
  const [step, setStep] = useState<'choose' | 'say' | 'check'>('choose');
  const [saidOf, setSaidOf] = useState<Readonly<Record<No, Said>>>({
    return: { ...NOTHING, words: beside },
    withhold: NOTHING,
  });
  const [toTeam, setToTeam] = useState('');
  const [done, setDone] = useState<Done | null>(null);
  const choose = (): void => setStep('choose');
  const check = (): void => setStep('check');
  const say = (): void => setStep('say');
  const finish = (left: Uncountersigned | null, more = false): void => setDone({ left, more });

  if (way === null || step === 'choose') {
    const whole = coverage.covered >= coverage.total;
    const agreed = reviewed.verified.changed?.agreed !== false;
    return <Choosing whole={whole} agreed={agreed} way={way} onWay={setWay} onNext={say} onBack={onBack} />;
  }
  if (way === 'approve') {
    if (done !== null) return <Approved {...done} />;
    const facts = { reviewed, coverage, marked };
    return <Approve {...facts} onBack={choose} onApproved={(more, left) => finish(left, more)} />;
  }
  if (done !== null) return <Decided way={way} left={done.left} />;
  if (way === 'escalate') {
    const facts = { reviewed, words: toTeam };
    if (step === 'say') return <Escalating words={toTeam} onWords={setToTeam} onNext={check} onBack={choose} />;
    return <CheckEscalating {...facts} onBack={say} onDone={finish} />;
  }
  const said = saidOf[way];
  if (step === 'say') {
    return <SayNo no={way} said={said} onSaid={(now) => setSaidOf({ ...saidOf, [way]: now })} onNext={check} onBack={choose} />;
  }
  return <CheckNo no={way} said={said} reviewed={reviewed} coverage={coverage} onBack={say} onDone={finish} />;
}

interface ChoosingFacts {
  readonly whole: boolean;
  /** Whether its author has agreed to what was changed in it, where anything was. */
  readonly agreed: boolean;
  readonly way: Way | null;
  readonly onWay: (way: Way) => void;
  readonly onNext: () => void;
  readonly onBack: () => void;
}

function choiceOf(way: Way): Choice<Way> {
  return { value: way, label: t(`decide-${way}`), hint: t(`decide-${way}-hint`) };
}

function Choosing({ whole, agreed, way, onWay, onNext, onBack }: ChoosingFacts) {
  const [mistakes, setMistakes] = useMistakes();
  const offered: readonly Way[] = whole && agreed ? AT_THE_END : BEFORE_THE_END;
  const chosen = way !== null && offered.includes(way) ? way : null;
  const next = (): void => {
    setMistakes(chosen === null ? { decision: 'decide-missing' } : {});
    if (chosen !== null) onNext();
  };
  return (
    <Screen title={t('decide-title')} onBack={onBack}>
      <ErrorSummary mistakes={mistakes} />
      {!(whole && agreed) && <p class="govuk-inset-text">{t(agreed ? 'decide-not-whole' : 'decide-not-agreed')}</p>}
      <Form onSend={next}>
        <Radios
          id="decision"
          question={t('decide-question')}
          hint={t('decide-hint')}
          error={mistakes['decision']}
          choices={offered.map(choiceOf)}
          value={chosen}
          onValue={onWay}
        />
        <Button submits>{t('continue')}</Button>
      </Form>
    </Screen>
  );
}
