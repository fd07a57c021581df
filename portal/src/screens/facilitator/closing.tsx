/** Closing a case: one look at what it means, and what may still be in the way. */
import { useState } from 'preact/hooks';
import { caseById, takeStep } from '../../api/cases.ts';
import type { Case } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { Button, ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Shown, useFetched } from '../../ui/waiting.tsx';
import { Lead, P } from '../../ui/words.tsx';
import { countersign, CountersigningNotice, type Uncountersigned } from './countersigning.tsx';
import { InTheWay } from './next-steps.tsx';

export function Closing({ id }: { readonly id: string }) {
  const source = useFetched(() => caseById(id), [id]);
  const [closed, setClosed] = useState<{ readonly left: Uncountersigned | null } | null>(null);
  if (closed !== null) return <Closed id={id} left={closed.left} />;
  return (
    <Shown of={source} title={t('could-not-show')}>
      {(found) => <Asking found={found} onClosed={(left) => setClosed({ left })} />}
    </Shown>
  );
}

interface AskingFacts {
  readonly found: Case;
  readonly onClosed: (left: Uncountersigned | null) => void;
}

function Asking({ found, onClosed }: AskingFacts) {
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const step = found.steps.find(({ act }) => act === 'close');
  const close = async (): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      await takeStep(found.case, 'close');
      onClosed(await countersign(found.case));
    } catch (refusal) {
      setProblem(refusal);
      setWorking(false);
    }
  };
  const address = `/cases/${found.case}`;
  return (
    <Screen title={t('close-title')} back={address}>
      {problem !== null && <NothingShown problem={problem} />}
      {step === undefined ? (
        <P says={found.state === 'closed' ? 'case-closed-line' : 'close-not-now'} />
      ) : step.blockers.length > 0 ? (
        <InTheWay found={found} blockers={step.blockers} />
      ) : (
        <>
          <Lead says={found.state === 'closing' ? 'close-means' : 'close-means-early'} />
          <P says="close-for-good" />
          <Buttons>
            <Button look="careful" disabled={working} onPress={() => void close()}>
              {t('close-yes')}
            </Button>
            <ButtonLink to={address} look="quiet">
              {t('not-now')}
            </ButtonLink>
          </Buttons>
        </>
      )}
    </Screen>
  );
}

function Closed({ id, left: first }: { readonly id: string; readonly left: Uncountersigned | null }) {
  const [left, setLeft] = useState(first);
  return (
    <Screen title={t('closed-title')}>
      <Lead says="case-closed-line" />
      {left !== null && <CountersigningNotice left={left} onLeft={setLeft} />}
      <ButtonLink to={`/cases/${id}`}>{t('recorded-back')}</ButtonLink>
    </Screen>
  );
}
