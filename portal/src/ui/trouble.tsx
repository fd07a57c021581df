/**
 * Problems in words a child of nine can read: what happened, that nothing was lost, what to do
 * next. Maps codes of the service and of the vault to words; shows no technical message, ever.
 */
import { useEffect, useRef } from 'preact/hooks';
import { ApiProblem, Unreachable } from '../api/http.ts';
import { hasWords, t, type Facts } from '../i18n/words.ts';
import { VaultFault } from '../vault/client.ts';
import { Button, ButtonLink } from './buttons.tsx';

/** Codes of the vault that people are told the same about. */
const SAME_WORDS: Readonly<Record<string, string>> = {
  'wrapped-unopenable': 'wrong-secret',
  'fetch-failed': 'unreachable',
  'plaintext-changed': 'file-changed',
};

/** The last part of a word name: `trouble-NAME-what`, `-safe`, `-next`. */
export function nameOf(problem: unknown): string {
  if (problem instanceof Plain) return problem.words;
  if (problem instanceof Unreachable) return 'unreachable';
  if (problem instanceof ApiProblem) {
    const narrower = `${problem.slug}-${String(problem.facts['reason'])}`;
    if (hasWords(`trouble-${narrower}-what`)) return narrower;
    if (hasWords(`trouble-${problem.slug}-what`)) return problem.slug;
    if (problem.status === 404) return 'not-found';
    if (problem.status === 429) return 'too-often';
    if (problem.status === 401) return 'session-over';
    return 'service';
  }
  if (problem instanceof VaultFault) {
    const name = SAME_WORDS[problem.code] ?? problem.code;
    return hasWords(`trouble-${name}-what`) ? name : 'vault';
  }
  return 'service';
}

/** What the words of a problem say beside it: how many whole GB there is room for. */
export function factsOf(problem: unknown): Facts {
  const left = problem instanceof ApiProblem ? problem.facts['left_gb'] : undefined;
  return typeof left === 'number' ? { gb: left } : {};
}

/** A problem that has words of its own: `trouble-NAME-…`. */
export class Plain extends Error {
  override readonly name = 'Plain';

  constructor(readonly words: string) {
    super(words);
  }
}

/** Where trying again would give the same answer. */
const NOT_HERE: ReadonlySet<string> = new Set(['not-found', 'forbidden', 'forbidden-conflict']);

interface TroubleFacts {
  readonly problem: unknown;
  readonly onAgain?: (() => void) | undefined;
}

export function Trouble({ problem, onAgain }: TroubleFacts) {
  const box = useRef<HTMLDivElement>(null);
  const name = nameOf(problem);
  useEffect(() => {
    box.current?.focus();
  }, [problem]);
  return (
    <div class="gb-panel gb-panel--trouble gb-problem" role="alert" tabIndex={-1} ref={box}>
      <h2 class="gb-panel__title">{t(`trouble-${name}-what`)}</h2>
      <p class="govuk-body">{t(`trouble-${name}-safe`)}</p>
      <p class="govuk-body">{t(`trouble-${name}-next`, factsOf(problem))}</p>
      {NOT_HERE.has(name) ? (
        <ButtonLink look="quiet" to="/">
          {t('back-home')}
        </ButtonLink>
      ) : (
        onAgain && (
          <Button look="quiet" onPress={onAgain}>
            {t('try-again')}
          </Button>
        )
      )}
    </div>
  );
}
