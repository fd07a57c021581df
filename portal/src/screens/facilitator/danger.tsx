/**
 * Somebody is in danger: call first, then say here whom one told and why, in two steps. Owns what is
 * asked; refuses to make it wait for reading, for a claim or for anybody's leave.
 */
import { useState } from 'preact/hooks';
import { caseById, groundOf } from '../../api/cases.ts';
import { storeDisclosure } from '../../api/disclosing.ts';
import { evidence, itemById, notes } from '../../api/items.ts';
import { t } from '../../i18n/words.ts';
import { storePins, vault } from '../../session/session.ts';
import { Button, ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { Radios, Writing } from '../../ui/fields.tsx';
import { ErrorSummary, Form, useMistakes } from '../../ui/form.tsx';
import { Facts } from '../../ui/lists.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Plain } from '../../ui/trouble.tsx';
import { Lead, P, Points } from '../../ui/words.tsx';
import type { Danger as Reason, ToldTo } from '../../vault/messages-disclosing.ts';
import { countersign, CountersigningNotice, type Uncountersigned } from './countersigning.tsx';
import { wordsFact } from './last-look.tsx';
import { LONGEST_WORDS } from './saying-no.tsx';

const REASONS: readonly Reason[] = ['danger-to-life', 'danger-to-a-child'];
const TOLD: readonly ToldTo[] = ['police', 'ambulance', 'childrens-services', 'other'];

interface Answered {
  readonly reason: Reason | null;
  readonly to: ToldTo | null;
  readonly words: string;
}

interface Done {
  readonly case: string;
  readonly left: Uncountersigned | null;
}

/** Signs and stores it. Throws not-found for what this person may not see. */
async function told(id: string, reason: Reason, to: ToldTo, words: string): Promise<Done> {
  const { case: caseId } = await itemById(id);
  const [found, papers, shown] = await Promise.all([caseById(caseId), evidence(id), notes(caseId)]);
  if (papers.manifest === null) throw new Plain('not-found');
  const about = { ground: groundOf(found), case: caseId, item: id, manifest: papers.manifest };
  const { pinsMoved, ...made } = await vault().do.disclose({ ...about, to, reason, words, notes: shown });
  await storeDisclosure(id, made);
  await storePins(pinsMoved);
  return { case: caseId, left: await countersign(caseId, made.disclosure) };
}

export function Danger({ id }: { readonly id: string }) {
  const [answered, setAnswered] = useState<Answered>({ reason: null, to: null, words: '' });
  const [checking, setChecking] = useState(false);
  const [done, setDone] = useState<Done | null>(null);
  if (done !== null) return <Kept done={done} />;
  const { reason, to } = answered;
  if (checking && reason !== null && to !== null) {
    const words = answered.words.trim();
    return <Check id={id} reason={reason} to={to} words={words} onBack={() => setChecking(false)} onDone={setDone} />;
  }
  return <Asked answered={answered} onAnswered={setAnswered} onNext={() => setChecking(true)} />;
}

interface AskedFacts {
  readonly answered: Answered;
  readonly onAnswered: (answered: Answered) => void;
  readonly onNext: () => void;
}

function Asked({ answered, onAnswered, onNext }: AskedFacts) {
  const [mistakes, setMistakes] = useMistakes();
  const next = (): void => {
    const wrong = {
      ...(answered.reason === null ? { reason: 'danger-reason-missing' } : {}),
      ...(answered.to === null ? { to: 'danger-to-missing' } : {}),
      ...(answered.words.length > LONGEST_WORDS ? { words: 'no-words-too-long' } : {}),
    };
    setMistakes(wrong);
    if (Object.keys(wrong).length === 0) onNext();
  };
  return (
    <Screen title={t('danger-title')} back="/">
      <ErrorSummary mistakes={mistakes} />
      <Lead says="danger-call" />
      <P says="danger-then" />
      <Form onSend={next}>
        <Radios
          id="reason"
          question={t('danger-reason')}
          error={mistakes['reason']}
          choices={REASONS.map((value) => ({ value, label: t(`danger-reason-${value}`) }))}
          value={answered.reason}
          onValue={(reason) => onAnswered({ ...answered, reason })}
        />
        <Radios
          id="to"
          question={t('danger-to')}
          error={mistakes['to']}
          choices={TOLD.map((value) => ({ value, label: t(`danger-to-${value}`) }))}
          value={answered.to}
          onValue={(to) => onAnswered({ ...answered, to })}
        />
        <Writing
          id="words"
          short
          label={t('danger-words')}
          hint={t('danger-words-hint')}
          error={mistakes['words']}
          value={answered.words}
          onValue={(words) => onAnswered({ ...answered, words })}
        />
        <Button submits>{t('continue')}</Button>
      </Form>
    </Screen>
  );
}

interface CheckFacts {
  readonly id: string;
  readonly reason: Reason;
  readonly to: ToldTo;
  readonly words: string;
  readonly onBack: () => void;
  readonly onDone: (done: Done) => void;
}

function Check({ id, reason, to, words, onBack, onDone }: CheckFacts) {
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const sign = async (): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      onDone(await told(id, reason, to, words));
    } catch (refusal) {
      setProblem(refusal);
      setWorking(false);
    }
  };
  return (
    <Screen title={t('danger-check-title')} onBack={onBack}>
      {problem !== null && <NothingShown problem={problem} />}
      <Facts
        facts={[
          { name: t('danger-reason'), value: t(`danger-reason-${reason}`) },
          { name: t('danger-to'), value: t(`danger-to-${to}`) },
          wordsFact(t('danger-words'), words, onBack),
        ]}
      />
      <Points says="danger-point" many={3} />
      {working && (
        <p class="govuk-body" role="status">
          {t('signing-decision')}
        </p>
      )}
      <Buttons>
        <Button look="careful" disabled={working} onPress={() => void sign()}>
          {t('danger-sign')}
        </Button>
      </Buttons>
    </Screen>
  );
}

function Kept({ done }: { readonly done: Done }) {
  const [left, setLeft] = useState(done.left);
  return (
    <Screen title={t('danger-kept-title')}>
      <Lead says="danger-kept-line" />
      {left !== null && <CountersigningNotice left={left} onLeft={setLeft} />}
      <Buttons>
        <ButtonLink to={`/cases/${done.case}`}>{t('danger-kept-case')}</ButtonLink>
        <ButtonLink to="/review" look="quiet">
          {t('danger-kept-review')}
        </ButtonLink>
      </Buttons>
    </Screen>
  );
}
