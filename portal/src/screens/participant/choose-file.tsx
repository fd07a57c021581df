/** Choosing a recording, or a picture or PDF of a letter, and looking at it before it leaves this device. */
import { useEffect, useState } from 'preact/hooks';
import { language as shownLanguage, t, type Language } from '../../i18n/words.ts';
import { Button } from '../../ui/buttons.tsx';
import { Radios } from '../../ui/fields.tsx';
import { ErrorSummary, Form, type Mistakes } from '../../ui/form.tsx';
import { kindOf, OFFERED, OFFERED_PAPER, type FileKind } from './sending.ts';

/** What the service takes (docs/media.md: recordings up to 3 GB, paper up to 256 MB). */
const LARGEST = 3_000_000_000;
const LARGEST_PAPER = 256_000_000;

export interface ChosenFile {
  readonly file: File;
  readonly kind: FileKind;
  readonly language: Language;
}

interface ChooseFacts {
  /** A picture or a PDF, and not a recording. */
  readonly paper: boolean;
  readonly label: string;
  readonly button: string;
  /** The language is asked only where it is not known yet. */
  readonly askLanguage: boolean;
  readonly onChosen: (chosen: ChosenFile) => void;
}

function mistakeOf(file: File | null, paper: boolean): string | null {
  if (file === null) return t(paper ? 'scan-missing' : 'file-missing');
  if (file.size === 0) return t('file-empty');
  if (file.size > (paper ? LARGEST_PAPER : LARGEST)) return t(paper ? 'scan-too-large' : 'file-too-large');
  const kind = kindOf(file);
  if (kind === null || (kind === 'scan') !== paper) return t(paper ? 'file-no-scan' : 'file-no-recording');
  return null;
}

export function ChooseFile({ paper, label, button, askLanguage, onChosen }: ChooseFacts) {
  const [file, setFile] = useState<File | null>(null);
  const [language, setLanguage] = useState<Language>(shownLanguage());
  const [mistakes, setMistakes] = useState<Mistakes>({});

  const send = (): void => {
    const mistake = mistakeOf(file, paper);
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
            {t(paper ? 'scan-hint' : 'file-hint')}
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
              accept={paper ? OFFERED_PAPER : OFFERED}
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
        {file !== null && mistakeOf(file, paper) === null && <Preview file={file} />}
        {askLanguage && (
          <Radios
            id="language"
            question={t(paper ? 'letter-language' : 'recording-language')}
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
  const kind = kindOf(file);
  if (!playable) return <p class="govuk-body">{t(kind === 'scan' ? 'preview-scan-impossible' : 'preview-impossible')}</p>;
  const facts = { class: 'gb-player', controls: true, src: address, 'aria-label': t('preview'), onError: () => setPlayable(false) };
  return (
    <div>
      <p class="govuk-body">{t(kind === 'scan' ? 'preview-scan-line' : 'preview-line')}</p>
      {kind === 'scan' && <img class="gb-preview" src={address} alt={t('preview-scan')} onError={() => setPlayable(false)} />}
      {kind === 'video_message' && <video {...facts} playsInline preload="metadata" />}
      {kind === 'recorded_message' && <audio {...facts} preload="metadata" />}
    </div>
  );
}
