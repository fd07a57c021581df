/**
 * A form that is sent by a function, not by the browser, and says what is missing in the summary of
 * its screen.
 */
import type { ComponentChildren } from 'preact';
import { useContext, useEffect } from 'preact/hooks';
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
