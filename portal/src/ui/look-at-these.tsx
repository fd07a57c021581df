/**
 * What this device found in a letter, as a list above it that leads to each place. Helps and refuses
 * nothing: without it, or where it finds nothing, the letter is read as it is.
 */
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/words.ts';
import { placeOf, Runs } from './letter.tsx';
import type { LookFor, Mark } from './marks.ts';

/** The places of a letter, none until they are found, or where finding them does not work here. */
export function useMarks(text: string, more: LookFor): readonly Mark[] {
  const [marks, setMarks] = useState<readonly Mark[]>([]);
  useEffect(() => {
    let wanted = true;
    import('./highlights.ts').then(
      ({ marksIn }) => wanted && setMarks(marksIn(text, more)),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [text, more]);
  return marks;
}

function goToPlace(number: number): void {
  const place = document.getElementById(placeOf(number));
  place?.scrollIntoView({ block: 'center' });
  place?.focus({ preventScroll: true });
}

export function LookAtThese({ marks }: { readonly marks: readonly Mark[] }) {
  if (marks.length === 0) return null;
  return (
    <section class="gb-panel" aria-labelledby="look-title">
      <h2 class="gb-panel__title" id="look-title">
        {t('look-title', { many: marks.length })}
      </h2>
      <p class="govuk-body">{t('look-line')}</p>
      <ul class="gb-places">
        {marks.map(({ kind, text, from }, number) => (
          <li key={from}>
            {t(`mark-${kind}`)}:{' '}
            <button type="button" class="gb-text-button gb-text-button--flush gb-places__go" onClick={() => goToPlace(number)}>
              <bdi>
                <Runs text={text} />
              </bdi>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
