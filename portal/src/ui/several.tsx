/** Choosing any of several, and choosing a number. Nothing is ticked or chosen beforehand. */
import { t } from '../i18n/words.ts';
import { describedBy, Notes, type Choice } from './fields.tsx';

interface SeveralFacts<Value extends string> {
  readonly id: string;
  readonly question: string;
  readonly hint: string;
  readonly error?: string | undefined;
  readonly choices: readonly Choice<Value>[];
  readonly chosen: readonly Value[];
  readonly onChosen: (chosen: readonly Value[]) => void;
}

export function Several<Value extends string>({ id, question, hint, error, choices, chosen, onChosen }: SeveralFacts<Value>) {
  const turn = (value: Value, on: boolean): void => {
    const kept = choices.map((one) => one.value).filter((one) => (one === value ? on : chosen.includes(one)));
    onChosen(kept);
  };
  return (
    <div class={`govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}`}>
      <fieldset class="govuk-fieldset" aria-describedby={describedBy(id, hint, error)}>
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">{question}</legend>
        <Notes id={id} hint={hint} error={error} />
        <div class="govuk-checkboxes">
          {choices.map(({ value, label }, index) => {
            const own = index === 0 ? id : `${id}-${index + 1}`;
            return (
              <div class="govuk-checkboxes__item" key={value}>
                <input
                  id={own}
                  class="govuk-checkboxes__input"
                  type="checkbox"
                  checked={chosen.includes(value)}
                  onChange={(event) => turn(value, event.currentTarget.checked)}
                />
                <label class="govuk-label govuk-checkboxes__label" for={own}>
                  {label}
                </label>
              </div>
            );
          })}
        </div>
      </fieldset>
    </div>
  );
}

interface CountFacts {
  readonly id: string;
  readonly question: string;
  readonly hint: string;
  readonly error?: string | undefined;
  readonly most: number;
  /** 0 while nothing is chosen. */
  readonly value: number;
  readonly onValue: (value: number) => void;
}

export function Count({ id, question, hint, error, most, value, onValue }: CountFacts) {
  return (
    <div class={`govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}`}>
      <label class="govuk-label govuk-label--m" for={id}>
        {question}
      </label>
      <Notes id={id} hint={hint} error={error} />
      <select
        id={id}
        class={`govuk-select${error === undefined ? '' : ' govuk-select--error'}`}
        value={String(value)}
        aria-describedby={describedBy(id, hint, error)}
        onChange={(event) => onValue(Number(event.currentTarget.value))}
      >
        <option value="0">{t('choose-number')}</option>
        {Array.from({ length: most }, (_, index) => (
          <option key={index} value={String(index + 1)}>
            {index + 1}
          </option>
        ))}
      </select>
    </div>
  );
}
