/** A day typed as three numbers, as GOV.UK asks for one. Owns what day they are; has no calendar. */
import { t } from '../i18n/words.ts';
import { describedBy, Notes } from './fields.tsx';

export interface TypedDay {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

export const NO_DAY: TypedDay = { day: '', month: '', year: '' };

const PARTS = ['day', 'month', 'year'] as const;
const EXAMPLE_DAYS = 90;

/** The last second of that day here, since 1970; null where there is no such day. */
export function endOf({ day, month, year }: TypedDay): number | null {
  const [d, m, y] = [day, month, year].map((part) => (/^\d{1,4}$/.test(part.trim()) ? Number(part) : 0));
  if (!d || !m || !y || y < 1000) return null;
  const date = new Date(y, m - 1, d, 23, 59, 59);
  const isThatDay = date.getFullYear() === y && date.getMonth() === m - 1 && date.getDate() === d;
  return isThatDay ? date.getTime() / 1000 : null;
}

/** What is wrong with a day that has to lie ahead, in words; null where nothing is. `missing` names those for none. */
export function mistakeOf(typed: TypedDay, missing = 'date-missing'): string | null {
  if (PARTS.every((part) => typed[part].trim() === '')) return t(missing);
  const end = endOf(typed);
  if (end === null) return t('date-none');
  return end <= Date.now() / 1000 ? t('date-over') : null;
}

interface DateFacts {
  readonly id: string;
  readonly question: string;
  readonly error?: string | undefined;
  readonly value: TypedDay;
  readonly onValue: (value: TypedDay) => void;
}

export function DateField({ id, question, error, value, onValue }: DateFacts) {
  const example = new Date(Date.now() + EXAMPLE_DAYS * 24 * 60 * 60 * 1000);
  const hint = t('date-hint', {
    day: String(example.getDate()),
    month: String(example.getMonth() + 1),
    year: String(example.getFullYear()),
  });
  return (
    <div class={`govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}`}>
      <fieldset class="govuk-fieldset" aria-describedby={describedBy(id, hint, error)}>
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{question}</legend>
        <Notes id={id} hint={hint} error={error} />
        <div class="govuk-date-input">
          {PARTS.map((part, index) => {
            const own = index === 0 ? id : `${id}-${part}`;
            return (
              <div class="govuk-date-input__item" key={part}>
                <div class="govuk-form-group">
                  <label class="govuk-label govuk-date-input__label" for={own}>
                    {t(`date-part-${part}`)}
                  </label>
                  <input
                    id={own}
                    class={`govuk-input govuk-date-input__input govuk-input--width-${part === 'year' ? 4 : 2}${error === undefined ? '' : ' govuk-input--error'}`}
                    type="text"
                    inputMode="numeric"
                    autocomplete="off"
                    value={value[part]}
                    onInput={(event) => onValue({ ...value, [part]: event.currentTarget.value })}
                  />
                </div>
              </div>
            );
          })}
        </div>
      </fieldset>
    </div>
  );
}
