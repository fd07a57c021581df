/** Form fields with their label, hint and error wired together. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/words.ts';

interface FieldFacts {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

/** The ids of a field’s hint and error, for `aria-describedby`. */
export function describedBy(id: string, hint?: string, error?: string): string | undefined {
  const ids = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** A field’s hint and what is wrong with it. */
export function Notes({ id, hint, error }: { id: string; hint?: string | undefined; error?: string | undefined }) {
  return (
    <>
      {hint !== undefined && (
        <div id={`${id}-hint`} class="govuk-hint">
          {hint}
        </div>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} class="govuk-error-message">
          {error}
        </p>
      )}
    </>
  );
}

interface InputFacts extends FieldFacts {
  readonly secret?: boolean;
  readonly autocomplete?: string;
  readonly wide?: boolean;
}

/** One line. Nothing is spell-checked, corrected or remembered by the browser. */
export function Input({ id, label, hint, error, value, onValue, secret, autocomplete = 'off', wide }: InputFacts) {
  const facts = {
    id,
    name: id,
    class: `govuk-input${wide === true ? '' : ' govuk-input--width-20'}${error === undefined ? '' : ' govuk-input--error'}`,
    autocomplete,
    autocapitalize: 'none' as const,
    spellcheck: false,
    'aria-describedby': describedBy(id, hint, error),
    'aria-invalid': error === undefined ? undefined : ('true' as const),
    value,
    onInput: (event: { currentTarget: HTMLInputElement }) => onValue(event.currentTarget.value),
  };
  return (
    <div class={`govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}`}>
      <label class="govuk-label govuk-label--s" for={id}>
        {label}
      </label>
      <Notes id={id} hint={hint} error={error} />
      {secret === true ? <Hidden {...facts} /> : <input {...facts} type="text" />}
    </div>
  );
}

interface HiddenFacts {
  readonly id: string;
  readonly name: string;
  readonly class: string;
  readonly autocomplete: string;
  readonly autocapitalize: 'none';
  readonly spellcheck: boolean;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
  readonly value: string;
  readonly onInput: (event: { currentTarget: HTMLInputElement }) => void;
}

/** Typed unseen, until its writer asks to see it; unseen again when the form is sent. */
function Hidden(facts: HiddenFacts) {
  const [seen, setSeen] = useState(false);
  const [said, setSaid] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const hide = (): void => setSeen(false);
    const form = field.current?.form;
    form?.addEventListener('submit', hide);
    return () => form?.removeEventListener('submit', hide);
  }, []);
  return (
    <div class="govuk-input__wrapper gb-hidden">
      {seen ? <input {...facts} ref={field} type="text" /> : <input {...facts} ref={field} type="password" />}
      <button
        type="button"
        class="govuk-button govuk-button--secondary gb-hidden__toggle"
        aria-controls={facts.id}
        aria-label={t(seen ? 'hide-passphrase' : 'show-passphrase')}
        onClick={() => {
          setSaid(t(seen ? 'passphrase-is-hidden' : 'passphrase-is-shown'));
          setSeen(!seen);
        }}
      >
        {t(seen ? 'hide' : 'show')}
      </button>
      <span class="govuk-visually-hidden" aria-live="polite">
        {said}
      </span>
    </div>
  );
}

interface WritingFacts extends FieldFacts {
  /** For a few lines, not a letter. */
  readonly short?: boolean;
}

export function Writing({ id, label, hint, error, value, onValue, short = false }: WritingFacts) {
  return (
    <div class={`govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}`}>
      <label class="govuk-label govuk-label--m" for={id}>
        {label}
      </label>
      <Notes id={id} hint={hint} error={error} />
      <textarea
        id={id}
        name={id}
        class={`govuk-textarea${short ? '' : ' gb-writing'}${error === undefined ? '' : ' govuk-textarea--error'}`}
        rows={short ? 4 : 14}
        autocomplete="off"
        spellcheck={false}
        aria-describedby={describedBy(id, hint, error)}
        aria-invalid={error === undefined ? undefined : 'true'}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </div>
  );
}

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
  readonly inside?: ComponentChildren;
}

interface RadiosFacts<Value extends string> {
  readonly id: string;
  readonly question: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value | null;
  readonly onValue: (value: Value) => void;
}

export function Radios<Value extends string>({ id, question, hint, error, choices, value, onValue }: RadiosFacts<Value>) {
  return (
    <div class={`govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}`}>
      <fieldset class="govuk-fieldset" aria-describedby={describedBy(id, hint, error)}>
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">{question}</legend>
        <Notes id={id} hint={hint} error={error} />
        <div class="govuk-radios">
          {choices.map((choice, index) => {
            const own = index === 0 ? id : `${id}-${index + 1}`;
            return (
              <>
                <div class="govuk-radios__item" key={choice.value}>
                  <input
                    id={own}
                    class="govuk-radios__input"
                    type="radio"
                    name={id}
                    value={choice.value}
                    checked={value === choice.value}
                    aria-describedby={choice.hint === undefined ? undefined : `${own}-hint`}
                    onChange={() => onValue(choice.value)}
                  />
                  <label class="govuk-label govuk-radios__label" for={own}>
                    {choice.label}
                  </label>
                  {choice.hint !== undefined && (
                    <div id={`${own}-hint`} class="govuk-hint govuk-radios__hint">
                      {choice.hint}
                    </div>
                  )}
                </div>
                {choice.inside !== undefined && value === choice.value && (
                  <div class="govuk-radios__conditional">{choice.inside}</div>
                )}
              </>
            );
          })}
        </div>
      </fieldset>
    </div>
  );
}

interface TickFacts {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly ticked: boolean;
  readonly onTick: (ticked: boolean) => void;
}

export function Tick({ id, label, hint, error, ticked, onTick }: TickFacts) {
  return (
    <div class={`govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}`}>
      <Notes id={id} error={error} />
      <div class="govuk-checkboxes">
        <div class="govuk-checkboxes__item">
          <input
            id={id}
            class="govuk-checkboxes__input"
            type="checkbox"
            checked={ticked}
            aria-describedby={describedBy(id, hint, error)}
            onChange={(event) => onTick(event.currentTarget.checked)}
          />
          <label class="govuk-label govuk-checkboxes__label" for={id}>
            {label}
          </label>
          {hint !== undefined && (
            <div id={`${id}-hint`} class="govuk-hint govuk-checkboxes__hint">
              {hint}
            </div>
          )}
        </div>
      </div>
    </div>
  );
}

interface SelectFacts extends FieldFacts {
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

/** One of many, where a list of buttons would be longer than what it is about. */
export function Select({ id, label, hint, error, choices, value, onValue }: SelectFacts) {
  return (
    <div class={`govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}`}>
      <label class="govuk-label govuk-label--s" for={id}>
        {label}
      </label>
      <Notes id={id} hint={hint} error={error} />
      <select
        id={id}
        name={id}
        class="govuk-select"
        aria-describedby={describedBy(id, hint, error)}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
      >
        {choices.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </div>
  );
}
