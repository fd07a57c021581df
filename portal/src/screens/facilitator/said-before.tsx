/**
 * What was decided about an item before, for whoever reads it anew: that its author asked for another
 * look, until when, and what earlier readers said. Closed at first, so that nobody has to read it before
 * they have a view of their own.
 */
import type { Item } from '../../api/types.ts';
import { day } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { LeftOut } from '../../ui/left-out.tsx';
import { Said } from '../../ui/said.tsx';
import { useFetched } from '../../ui/waiting.tsx';
import { openedNotes } from '../opened-notes.ts';

const FIELD = /^(returned|withheld)-(\d+)$/;

interface Earlier {
  readonly verdict: string;
  readonly version: number;
  readonly text: string;
}

async function earlierWords(item: Item): Promise<{ readonly said: readonly Earlier[]; readonly leftOut: readonly string[] }> {
  const read = await openedNotes(item.case);
  const said = read.notes.flatMap(({ subject, field, text }) => {
    const [, verdict, version] = FIELD.exec(field) ?? [];
    return subject === item.item && verdict !== undefined ? [{ verdict, version: Number(version), text }] : [];
  });
  return { said: said.sort((one, other) => one.version - other.version), leftOut: read.leftOut };
}

/** That its author asked for another look, and until when there is to be an answer. */
export function appealLine(item: Item): string | null {
  if (item.appealed !== true) return null;
  return typeof item.due === 'number' ? t('appealed-due', { day: day(item.due) }) : t('appealed-item');
}

export function SaidBefore({ item }: { readonly item: Item }) {
  const { fetched } = useFetched(() => earlierWords(item), [item.item]);
  const line = appealLine(item);
  const { said, leftOut } = fetched.is === 'here' ? fetched.value : { said: [], leftOut: [] };
  return (
    <>
      {line !== null && <p class="govuk-inset-text">{line}</p>}
      <LeftOut codes={leftOut} />
      {said.length > 0 && (
        <details class="govuk-details">
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">{t('said-before')}</span>
          </summary>
          <div class="govuk-details__text">
            {said.map(({ verdict, version, text }) => (
              <div class="govuk-!-margin-bottom-4" key={`${verdict}-${version}`}>
                <h2 class="govuk-heading-s govuk-!-margin-bottom-1">{t(`said-before-${verdict}`, { version })}</h2>
                <Said text={text} />
              </div>
            ))}
          </div>
        </details>
      )}
    </>
  );
}
