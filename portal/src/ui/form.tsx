/**
 * A form that is sent by a function, not by the browser, and says what is missing in the summary of
 * its screen.
 */
import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { language, t } from '../i18n/words.ts';
import { NO_MISTAKES, SummaryPlace, type Mistakes } from './summary.tsx';

export type { Mistakes } from './summary.tsx';

export function Form({ onSend, children }: { readonly onSend: () => void; readonly children: ComponentChildren }) {
  return (
    <form
      noValidate
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      {children}
    </form>
  );
}

/** Lists what is wrong above the heading of the screen that this stands on. */
export function ErrorSummary({ mistakes }: { readonly mistakes: Mistakes }) {
  const place = useContext(SummaryPlace);
  useEffect(() => {
    place(mistakes);
    return () => place(NO_MISTAKES);
  }, [mistakes]);
  return null;
}

/** Mistakes by the names of their words, so that they change with the language on screen. */
export function useMistakes(): readonly [Mistakes, (names: Mistakes) => void] {
  const [names, setNames] = useState(NO_MISTAKES);
  const shown = language();
  const mistakes = useMemo(() => Object.fromEntries(Object.entries(names).map(([id, name]) => [id, t(name)])), [names, shown]);
  return [mistakes, setNames];
}
