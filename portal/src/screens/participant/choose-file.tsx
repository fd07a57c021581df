/** Choosing a recording from this device and looking at it before anything leaves the device. */
import { useEffect, useState } from 'preact/hooks';
import { language as shownLanguage, t, type Language } from '../../i18n/words.ts';
import { Button } from '../../ui/buttons.tsx';
import { Radios } from '../../ui/fields.tsx';
import { ErrorSummary, Form, type Mistakes } from '../../ui/form.tsx';
import { kindOf, OFFERED } from './sending.ts';

/** What the service takes (docs/media.md: recordings up to 3 GB). */
const LARGEST = 3_000_000_000;

export interface ChosenFile {
  readonly file: File;
  readonly kind: 'recorded_message' | 'video_message';
  readonly language: Language;
}

interface ChooseFacts {
  readonly label: string;
  readonly button: string;
  /** The language is asked only where it is not known yet. */
  readonly askLanguage: boolean;
  readonly onChosen: (chosen: ChosenFile) => void;
}

function mistakeOf(file: File | null): string | null {
  if (file === null) return t('file-missing');
  if (file.size === 0) return t('file-empty');
  if (file.size > LARGEST) return t('file-too-large');
  if (kindOf(file) === null) return t('file-no-recording');
  return null;
}

export function ChooseFile({ label, button, askLanguage, onChosen }: ChooseFacts) {
  const [file, setFile] = useState<File | null>(null);
  const [language, setLanguage] = useState<Language>(shownLanguage());
  const [mistakes, setMistakes] = useState<Mistakes>({});

  const send = (): void => {
    const mistake = mistakeOf(file);
    setMistakes(mistake === null ? {} : { file: mistake });
    const kind = file === null ? null : kindOf(file);
    if (mistake === null && file !== null && kind !== null) onChosen({ file, kind, language });
  };

  return (
    <>
      <ErrorSummary mistakes={mistakes} />
      <Form onSend={send}>
        <div class={`govuk-form-group${mistakes['file'] === undefined ? '' : ' govuk-form-group--error'}`}>
          <label class="govuk-label govuk-label--m" for="file">
            {label}
          </label>
          <div id="file-hint" class="govuk-hint">
            {t('file-hint')}
          </div>
          {mistakes['file'] !== undefined && (
            <p id="file-error" class="govuk-error-message">
              {mistakes['file']}
            </p>
          )}
          <div class="gb-file">
            <input
              id="file"
              class="gb-file__input"
              type="file"
              accept={OFFERED}
              aria-describedby={mistakes['file'] === undefined ? 'file-hint' : 'file-hint file-error'}
              onChange={(event) => {
                setFile(event.currentTarget.files?.[0] ?? null);
                setMistakes({});
              }}
            />
            <span class="gb-file__button" aria-hidden="true">
              {t(file === null ? 'file-choose' : 'file-choose-other')}
            </span>
            <span class="gb-file__name" aria-hidden="true">
              {file === null ? t('file-none') : <bdi>{file.name}</bdi>}
            </span>
          </div>
        </div>
        {file !== null && mistakeOf(file) === null && <Preview file={file} />}
        {askLanguage && (
          <Radios
            id="language"
            question={t('recording-language')}
            value={language}
            onValue={setLanguage}
            choices={[
              { value: 'en', label: t('language-en') },
              { value: 'cy', label: t('language-cy') },
            ]}
          />
        )}
        <Button submits>{button}</Button>
      </Form>
    </>
  );
}

function Preview({ file }: { readonly file: File }) {
  const [address, setAddress] = useState('');
  const [playable, setPlayable] = useState(true);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setAddress(made);
    setPlayable(true);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  if (address === '') return null;
  if (!playable) return <p class="govuk-body">{t('preview-impossible')}</p>;
  const facts = { class: 'gb-player', controls: true, src: address, 'aria-label': t('preview'), onError: () => setPlayable(false) };
  return (
    <div>
      <p class="govuk-body">{t('preview-line')}</p>
      {kindOf(file) === 'video_message' ? <video {...facts} playsInline preload="metadata" /> : <audio {...facts} preload="metadata" />}
    </div>
  );
}
