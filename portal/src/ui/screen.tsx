/**
 * The frame of one screen: its title, its heading (which takes the focus, so that a screen reader
 * starts there), and a way back.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/words.ts';
import { hrefOf } from '../router.ts';
import { NO_MISTAKES, Summary, SummaryPlace } from './summary.tsx';

interface ScreenFacts {
  readonly title: string;
  /** An address of the portal, such as `/items/ID`. */
  readonly back?: string | undefined;
  readonly onBack?: (() => void) | undefined;
  /** For reviewing, where a letter and its buttons want more room. */
  readonly wide?: boolean;
  readonly caption?: string;
  readonly children: ComponentChildren;
}

let first = true;

export function Screen({ title, back, onBack, wide, caption, children }: ScreenFacts) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [mistakes, setMistakes] = useState(NO_MISTAKES);
  useEffect(() => {
    document.title = t('page-title', { title });
    if (first) {
      first = false;
      return;
    }
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <div class={wide === true ? 'gb-wide' : 'gb-column'}>
      {back !== undefined && (
        <a class="govuk-back-link" href={hrefOf(back)}>
          {t('back')}
        </a>
      )}
      {onBack && (
        <button type="button" class="govuk-back-link gb-back-button" onClick={onBack}>
          {t('back')}
        </button>
      )}
      <Summary mistakes={mistakes} />
      {caption !== undefined && <span class="govuk-caption-l">{caption}</span>}
      <h1 class="govuk-heading-l" tabIndex={-1} ref={heading}>
        {title}
      </h1>
      <SummaryPlace.Provider value={setMistakes}>{children}</SummaryPlace.Provider>
    </div>
  );
}
