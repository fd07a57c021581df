/**
 * After each act of a facilitator their vault countersigns the trail of the case, so that the act
 * still counts once they have left. The act stands whether or not that succeeds: what is shown here
 * says so, and lets them try again.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { hasWords, t } from '../../i18n/words.ts';
import { storePins, vault } from '../../session/session.ts';
import { Button } from '../../ui/buttons.tsx';
import { VaultFault } from '../../vault/client.ts';
import type { StatementWire } from '../../vault/messages.ts';

/** A trail that could not be countersigned, the statements that were to be on it, and why not. */
export interface Uncountersigned {
  readonly case: string;
  readonly own: readonly StatementWire[];
  readonly problem: unknown;
}

/** Countersigns after an act that the service has stored. null where that worked. */
export async function countersign(caseId: string, ...own: readonly StatementWire[]): Promise<Uncountersigned | null> {
  try {
    const { pinsMoved } = await vault().do.countersign({ case: caseId, own });
    await storePins(pinsMoved);
    return null;
  } catch (problem) {
    return { case: caseId, own, problem };
  }
}

interface NoticeFacts {
  readonly left: Uncountersigned;
  readonly onLeft: (left: Uncountersigned | null) => void;
}

export function CountersigningNotice({ left, onLeft }: NoticeFacts) {
  const box = useRef<HTMLDivElement>(null);
  const [working, setWorking] = useState(false);
  useEffect(() => {
    box.current?.focus();
  }, [left]);
  const code = left.problem instanceof VaultFault ? left.problem.code : 'other';
  const again = async (): Promise<void> => {
    setWorking(true);
    const after = await countersign(left.case, ...left.own);
    setWorking(false);
    onLeft(after);
  };
  return (
    <div class="gb-panel gb-panel--trouble" role="alert" tabIndex={-1} ref={box}>
      <h2 class="gb-panel__title">{t('countersign-title')}</h2>
      <p class="govuk-body">{t('countersign-safe')}</p>
      {hasWords(`verification-${code}`) && <p class="govuk-body">{t(`verification-${code}`)}</p>}
      <p class="govuk-body">{t('countersign-next')}</p>
      <p class="govuk-body">
        {t('nothing-shown-code')} <strong>{code}</strong>
      </p>
      <Button look="quiet" disabled={working} onPress={() => void again()}>
        {t('try-again')}
      </Button>
    </div>
  );
}
