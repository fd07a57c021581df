/**
 * Where a check of docs/protocol.md §6 failed: nothing is shown, one plain sentence says why, and
 * the next step is a person, not a button. Other problems are shown as what they are.
 */
import { useEffect, useRef } from 'preact/hooks';
import { hasWords, t } from '../i18n/words.ts';
import { VaultFault } from '../vault/client.ts';
import { nameOf, Trouble } from './trouble.tsx';

/** Whether a check failed, so that there is nothing for this person to try again. */
export function failedCheck(problem: unknown): boolean {
  return problem instanceof VaultFault && nameOf(problem) === 'vault';
}

/** Codes by which somebody stopped an item: nothing is wrong, nobody is named, and no reason given. */
const NOT_NOW: ReadonlySet<string> = new Set(['item-recalled', 'item-suspended']);

/** What a page with only such a problem on it is called. */
export function pageTitle(problem: unknown): string {
  return problem instanceof VaultFault && NOT_NOW.has(problem.code) ? t('not-now-page') : t('nothing-shown-page');
}

function NotNow() {
  return (
    <div class="gb-panel" role="status">
      <p class="govuk-body">{t('not-now-what')}</p>
      <p class="govuk-body govuk-!-margin-bottom-0">{t('not-now-next')}</p>
    </div>
  );
}

export function NothingShown({ problem, onAgain }: { readonly problem: unknown; readonly onAgain?: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, [problem]);
  if (!(problem instanceof VaultFault) || !failedCheck(problem)) {
    return <Trouble problem={problem} onAgain={onAgain} />;
  }
  if (NOT_NOW.has(problem.code)) return <NotNow />;
  const own = `verification-${problem.code}`;
  return (
    <div class="gb-panel gb-panel--trouble" role="alert" tabIndex={-1} ref={box}>
      <h2 class="gb-panel__title">{t('nothing-shown-title')}</h2>
      <p class="govuk-body">{t(hasWords(own) ? own : 'verification-other')}</p>
      <p class="govuk-body">{t('nothing-shown-meaning')}</p>
      <p class="govuk-body">{t('nothing-shown-next')}</p>
      <p class="govuk-body govuk-!-margin-bottom-0">
        {t('nothing-shown-code')} <strong>{problem.code}</strong>
      </p>
    </div>
  );
}
