/**
 * A form that is sent by a function, not by the browser, and says what is missing in a summary
 * that takes the focus.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/words.ts';

/** What is wrong, by the id of the field where it can be mended. */
export type Mistakes = Readonly<Record<string, string>>;

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

export function ErrorSummary({ mistakes }: { readonly mistakes: Mistakes }) {
  const box = useRef<HTMLDivElement>(null);
  const entries = Object.entries(mistakes);
  useEffect(() => {
    if (entries.length > 0) box.current?.focus();
  }, [mistakes]);
  if (entries.length === 0) return null;
  return (
    <div class="govuk-error-summary" tabIndex={-1} ref={box}>
      <div role="alert">
        <h2 class="govuk-error-summary__title">{t('mistakes-title')}</h2>
        <div class="govuk-error-summary__body">
          <ul class="govuk-list govuk-error-summary__list">
            {entries.map(([id, words]) => (
              <li key={id}>
                <a
                  href={`#${id}`}
                  onClick={(event) => {
                    event.preventDefault();
                    const field = document.getElementById(id);
                    field?.scrollIntoView({ block: 'center' });
                    field?.focus({ preventScroll: true });
                  }}
                >
                  {words}
                </a>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}
