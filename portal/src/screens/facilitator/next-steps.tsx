/**
 * The steps that a case can take next: what each means, what stands in its way, and its button once
 * nothing does. Owns only how they read; the service says which there are and what they take.
 */
import { useState } from 'preact/hooks';
import { takeStep } from '../../api/cases.ts';
import type { Case, Obstacle, Step } from '../../api/types.ts';
import { hasWords, t } from '../../i18n/words.ts';
import { Button, ButtonLink } from '../../ui/buttons.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { H2, P } from '../../ui/words.tsx';
import { countersign, type Uncountersigned } from './countersigning.tsx';
import { Clearing } from './preparing/clearing.tsx';

/** The step onwards from each state. From an active case there is none: it is where people write. */
const ONWARDS: Readonly<Record<string, string>> = {
  referral: 'screen',
  screening: 'prepare',
  preparing: 'make-ready',
  ready: 'activate',
  closing: 'close',
};

interface StepsFacts {
  readonly found: Case;
  readonly onDone: (left: Uncountersigned | null) => void;
}

export function NextSteps({ found, onDone }: StepsFacts) {
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  if (found.steps.length === 0) return null;
  const isOnwards = ({ act }: Step): boolean => act === ONWARDS[found.state];
  const take = async ({ act }: Step): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      await takeStep(found.case, act);
      onDone(await countersign(found.case));
    } catch (refusal) {
      setProblem(refusal);
    }
    setWorking(false);
  };
  const facts = { found, working, onTake: (step: Step) => void take(step) };
  return (
    <>
      <H2 says="next-title" />
      {problem !== null && <NothingShown problem={problem} />}
      {found.steps.filter(isOnwards).map((step) => (
        <OneStep key={step.act} {...facts} step={step} onwards />
      ))}
      {found.steps
        .filter((step) => !isOnwards(step))
        .map((step) => (
          <OneStep key={step.act} {...facts} step={step} onwards={false} />
        ))}
    </>
  );
}

interface StepFacts {
  readonly found: Case;
  readonly step: Step;
  readonly onwards: boolean;
  readonly working: boolean;
  readonly onTake: (step: Step) => void;
}

/** Closing before anything was exchanged reads as what it is; so does preparing once more. */
function wordsFor({ state }: Case, { act }: Step): string {
  const special = `${act}-from-${state}`;
  if (hasWords(`step-line-${special}`)) return special;
  return act === 'close' && state !== 'closing' ? 'close-early' : act;
}

function OneStep({ found, step, onwards, working, onTake }: StepFacts) {
  const says = wordsFor(found, step);
  const look = onwards ? 'main' : 'quiet';
  return (
    <div class="gb-step">
      <P says={`step-line-${says}`} />
      {step.blockers.length > 0 ? (
        <InTheWay found={found} blockers={step.blockers} />
      ) : step.act === 'close' ? (
        <ButtonLink to={`/cases/${found.case}/close`} look={look}>
          {t(`step-${says}`)}
        </ButtonLink>
      ) : (
        <Button look={look} disabled={working} onPress={() => onTake(step)}>
          {t(`step-${says}`)}
        </Button>
      )}
    </div>
  );
}

export function InTheWay({ found, blockers }: { readonly found: Case; readonly blockers: readonly Obstacle[] }) {
  return (
    <>
      <P says="step-blocked" />
      <ul class="gb-list" aria-label={t('step-blocked')}>
        {blockers.map((obstacle) => (
          <li key={obstacle.slug}>
            <strong>{t(hasWords(`blocker-${obstacle.slug}`) ? `blocker-${obstacle.slug}` : 'blocker-other')}</strong>
            <Clearing found={found} obstacle={obstacle} who={obstacle.by.map((each) => t(`by-${each}`))} />
          </li>
        ))}
      </ul>
    </>
  );
}
