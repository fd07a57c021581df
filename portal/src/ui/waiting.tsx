/** What stands on screen while something takes time, and how screens fetch what they show. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/words.ts';
import { Screen } from './screen.tsx';
import { Trouble } from './trouble.tsx';

export function Waiting({ says = 'one-moment' }: { readonly says?: string }) {
  return (
    <p class="gb-waiting" role="status">
      {t(says)}
    </p>
  );
}

interface ProgressFacts {
  readonly label: string;
  /** 0 to 1000, or null while nobody knows. */
  readonly permille: number | null;
  readonly line?: string | undefined;
}

export function Progress({ label, permille, line }: ProgressFacts) {
  return (
    <div>
      <p class="govuk-body govuk-!-margin-bottom-1" id="progress-label">
        {label}
      </p>
      <progress
        class="gb-progress"
        aria-labelledby="progress-label"
        max={1000}
        {...(permille === null ? {} : { value: Math.round(permille) })}
      />
      {line !== undefined && <p class="govuk-hint">{line}</p>}
    </div>
  );
}

export type Fetched<T> =
  | { readonly is: 'waiting' }
  | { readonly is: 'here'; readonly value: T }
  | { readonly is: 'trouble'; readonly problem: unknown };

interface Source<T> {
  readonly fetched: Fetched<T>;
  readonly again: () => void;
}

/** Fetches once for these keys; `again` fetches anew and keeps what is shown until it is here. */
export function useFetched<T>(fetcher: () => Promise<T>, keys: readonly unknown[]): Source<T> {
  const [fetched, setFetched] = useState<Fetched<T>>({ is: 'waiting' });
  const turn = useRef(0);
  const ask = () => {
    turn.current += 1;
    const mine = turn.current;
    fetcher().then(
      (value) => mine === turn.current && setFetched({ is: 'here', value }),
      (problem: unknown) => mine === turn.current && setFetched({ is: 'trouble', problem }),
    );
  };
  useEffect(() => {
    ask();
    return () => {
      turn.current += 1;
    };
  }, keys);
  return { fetched, again: ask };
}

interface ShownFacts<T> {
  readonly of: Source<T>;
  /** The heading that problems stand under, where `children` bring the heading themselves. */
  readonly title?: string;
  readonly children: (value: T) => ComponentChildren;
}

export function Shown<T>({ of, title, children }: ShownFacts<T>) {
  const { fetched, again } = of;
  if (fetched.is === 'waiting') return <Waiting />;
  if (fetched.is === 'trouble') {
    const trouble = <Trouble problem={fetched.problem} onAgain={again} />;
    return title === undefined ? trouble : <Screen title={title}>{trouble}</Screen>;
  }
  return <>{children(fetched.value)}</>;
}

/** Calls `act` every so many milliseconds while `on`, never while the tab is hidden. */
export function useEvery(milliseconds: number, on: boolean, act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (!on) return undefined;
    const timer = setInterval(() => {
      if (!document.hidden) latest.current();
    }, milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds, on]);
}
