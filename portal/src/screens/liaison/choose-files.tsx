/** Choosing files, or a whole folder, and the language spoken or written in them. */
import { useState } from 'preact/hooks';
import { t, type Language } from '../../i18n/words.ts';
import { Button } from '../../ui/buttons.tsx';
import { Notes, Radios } from '../../ui/fields.tsx';
import { ErrorSummary, Form, useMistakes } from '../../ui/form.tsx';
import { P } from '../../ui/words.tsx';
import { inOrder } from './batch.ts';

interface ChooseFacts {
  /** One file takes the place of another, whose language is known. */
  readonly single: boolean;
  readonly onChosen: (files: readonly File[], language: Language) => void;
}

interface PickFacts {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly button: string;
  readonly error?: string | undefined;
  readonly chosen: readonly File[];
  readonly folder: boolean;
  readonly several: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** What lies directly in a chosen folder, without what a recorder keeps for itself. */
function directlyIn(files: readonly File[]): readonly File[] {
  return files.filter(({ name, webkitRelativePath }) => webkitRelativePath.split('/').length === 2 && !name.startsWith('.'));
}

function Pick({ id, label, hint, button, error, chosen, folder, several, onFiles }: PickFacts) {
  const described = error === undefined ? `${id}-hint` : `${id}-hint ${id}-error`;
  return (
    <div class={`govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}`}>
      <label class="govuk-label govuk-label--m" for={id}>
        {label}
      </label>
      <Notes id={id} hint={hint} error={error} />
      <div class="gb-file">
        <input
          id={id}
          class="gb-file__input"
          type="file"
          multiple={several}
          {...(folder ? { webkitdirectory: true } : {})}
          aria-describedby={described}
          onChange={(event) => {
            const files = [...(event.currentTarget.files ?? [])];
            onFiles(inOrder(folder ? directlyIn(files) : files));
          }}
        />
        <span class="gb-file__button" aria-hidden="true">
          {button}
        </span>
        <span class="gb-file__name" aria-hidden="true">
          {chosen.length === 0 ? t('send-none') : t('send-many', { many: chosen.length })}
        </span>
      </div>
    </div>
  );
}

function Chosen({ files }: { readonly files: readonly File[] }) {
  return (
    <ol class="govuk-list govuk-list--number">
      {files.map((file, at) => (
        <li key={at}>
          <bdi>{file.name}</bdi>
        </li>
      ))}
    </ol>
  );
}

export function ChooseFiles({ single, onChosen }: ChooseFacts) {
  const [from, setFrom] = useState<'files' | 'folder'>('files');
  const [files, setFiles] = useState<readonly File[]>([]);
  const [language, setLanguage] = useState<Language | null>(null);
  const [mistakes, setMistakes] = useMistakes();
  const chosenFrom = (where: 'files' | 'folder') => (found: readonly File[]) => {
    setFrom(where);
    setFiles(found);
    setMistakes({});
  };
  const send = (): void => {
    const asked = single ? 'en' : language;
    const wrong = {
      ...(files.length === 0 ? { files: from === 'folder' ? 'send-folder-empty' : 'send-missing' } : {}),
      ...(asked === null ? { spoken: 'send-language-missing' } : {}),
    };
    setMistakes(wrong);
    if (asked !== null && files.length > 0) onChosen(files, asked);
  };
  return (
    <>
      <ErrorSummary mistakes={mistakes} />
      <Form onSend={send}>
        <Pick
          id="files"
          label={t(single ? 'send-file-label' : 'send-files-label')}
          hint={t('send-files-hint')}
          button={t(single ? 'file-choose' : 'send-files-choose')}
          error={mistakes['files']}
          chosen={from === 'files' ? files : []}
          folder={false}
          several={!single}
          onFiles={chosenFrom('files')}
        />
        {!single && (
          <Pick
            id="folder"
            label={t('send-folder-label')}
            hint={t('send-folder-hint')}
            button={t('send-folder-choose')}
            chosen={from === 'folder' ? files : []}
            folder
            several
            onFiles={chosenFrom('folder')}
          />
        )}
        {files.length > 0 && (
          <>
            <P says="send-chosen" />
            <Chosen files={files} />
          </>
        )}
        {!single && (
          <Radios
            id="spoken"
            question={t('send-language')}
            error={mistakes['spoken']}
            value={language}
            onValue={setLanguage}
            choices={[
              { value: 'en', label: t('language-en') },
              { value: 'cy', label: t('language-cy') },
            ]}
          />
        )}
        <Button submits>{t('continue')}</Button>
      </Form>
    </>
  );
}
