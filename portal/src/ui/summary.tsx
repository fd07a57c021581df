/**
 * The summary of what is wrong in a form, which takes the focus. It stands above the heading of its
 * screen, wherever on the screen the form is. Refuses to know what a mistake is.
 */
import { createContext } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/words.ts';

/** What is wrong, by the id of the field where it can be mended. */
export type Mistakes = Readonly<Record<string, string>>;

export const NO_MISTAKES: Mistakes = {};

/** How a form within a screen says what the screen's summary lists. */
export const SummaryPlace = createContext<(mistakes: Mistakes) => void>(() => undefined);

export function Summary({ mistakes }: { readonly mistakes: Mistakes }) {
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
