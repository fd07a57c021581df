/**
 * Unlocking what somebody else escalated, for a supervisor of the team who has looked into it. Owns
 * saying what follows and the signature; the service refuses it to whoever locked it.
 */
import { useState } from 'preact/hooks';
import { caseById, groundOf, storeSuspension } from '../../api/cases.ts';
import { ApiProblem } from '../../api/http.ts';
import { itemById, suspensions } from '../../api/items.ts';
import { t } from '../../i18n/words.ts';
import { storePins, vault } from '../../session/session.ts';
import { Button, ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Plain } from '../../ui/trouble.tsx';
import { Lead, Points } from '../../ui/words.tsx';
import { countersign, CountersigningNotice, type Uncountersigned } from './countersigning.tsx';

async function unlocked(id: string): Promise<Uncountersigned | null> {
  const { case: caseId } = await itemById(id);
  const [found, shown] = await Promise.all([caseById(caseId), suspensions(caseId)]);
  const made = await vault().do.letGoOn({ ground: groundOf(found), case: caseId, item: id, suspensions: shown });
  await storeSuspension(caseId, made.suspension);
  await storePins(made.pinsMoved);
  return countersign(caseId, made.suspension);
}

/** Whoever locked it is told that it is somebody else's to unlock. */
function inWords(refusal: unknown): unknown {
  const own = refusal instanceof ApiProblem && refusal.facts['reason'] === 'escalated-by-you';
  return own ? new Plain('locked-by-you') : refusal;
}

export function Unlock({ id }: { readonly id: string }) {
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const [done, setDone] = useState<{ readonly left: Uncountersigned | null } | null>(null);
  const sign = async (): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      setDone({ left: await unlocked(id) });
    } catch (refusal) {
      setProblem(inWords(refusal));
      setWorking(false);
    }
  };
  if (done !== null) return <Unlocked left={done.left} />;
  return (
    <Screen title={t('unlock-title')} back="/review">
      {problem !== null && <NothingShown problem={problem} />}
      <Lead says="unlock-line" />
      <Points says="unlock-point" many={3} />
      {working && (
        <p class="govuk-body" role="status">
          {t('signing-decision')}
        </p>
      )}
      <Buttons>
        <Button look="careful" disabled={working} onPress={() => void sign()}>
          {t('unlock-sign')}
        </Button>
        <ButtonLink to="/review" look="quiet">
          {t('not-now')}
        </ButtonLink>
      </Buttons>
    </Screen>
  );
}

function Unlocked({ left: first }: { readonly left: Uncountersigned | null }) {
  const [left, setLeft] = useState(first);
  return (
    <Screen title={t('unlocked-title')}>
      <Lead says="unlocked-line" />
      {left !== null && <CountersigningNotice left={left} onLeft={setLeft} />}
      <ButtonLink to="/review">{t('back-to-queue')}</ButtonLink>
    </Screen>
  );
}
