/**
 * Going by what a colleague wrote down of a recording, part by part, and writing it down for them.
 */
import { useState } from 'preact/hooks';
import type { Item } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { Button, Buttons } from '../../ui/buttons.tsx';
import { Writing } from '../../ui/fields.tsx';
import { ErrorSummary, Form, useMistakes } from '../../ui/form.tsx';
import { LeftOut } from '../../ui/left-out.tsx';
import { LookAtThese, useMarks } from '../../ui/look-at-these.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { SpokenLetter } from '../../ui/spoken-letter.tsx';
import { isTooLong } from '../../ui/unheard.ts';
import { useFetched } from '../../ui/waiting.tsx';
import { P, Points } from '../../ui/words.tsx';
import { lookFor, NOTHING_TO_LOOK_FOR } from './looking.ts';
import { keepTranscript, type Transcript } from './transcript.ts';

interface ReadFacts {
  readonly transcript: Transcript;
  readonly inCase: string;
  readonly lang: string;
  /** Characters of the parts that were said to be read so far. */
  readonly onRead: (characters: number) => void;
}

export function ReadTranscript({ transcript, inCase, lang, onRead }: ReadFacts) {
  const { text, by } = transcript;
  const more = useFetched(() => lookFor(inCase), [inCase]).fetched;
  const marks = useMarks(text ?? '', more.is === 'here' ? more.value : NOTHING_TO_LOOK_FOR);
  if (text === null || by !== 'colleague') return <NoTranscript transcript={transcript} />;
  return (
    <section aria-labelledby="transcript-title">
      <h2 class="govuk-heading-m" id="transcript-title">
        {t('transcript-title')}
      </h2>
      <P says="transcript-by-colleague" />
      {more.is === 'trouble' && <p class="govuk-inset-text">{t('look-lists-missing')}</p>}
      {more.is === 'here' && <LeftOut codes={more.value.leftOut} />}
      <LookAtThese marks={marks} />
      <SpokenLetter text={text} lang={lang} marks={marks} onCovered={onRead} />
    </section>
  );
}

/** Why there is none to go by, and who can write one and how. */
function NoTranscript({ transcript: { by, draft } }: { readonly transcript: Transcript }) {
  const why = by === null ? (draft === '' ? 'transcript-none' : 'transcript-begun') : `transcript-by-${by}`;
  return (
    <section class="govuk-inset-text" aria-labelledby="no-transcript-title">
      <h2 class="govuk-heading-s" id="no-transcript-title">
        {t(why)}
      </h2>
      <P says="transcript-who" />
      <Points says="transcript-point" many={3} />
    </section>
  );
}

interface WriteFacts {
  readonly item: Item;
  readonly handle: string;
  readonly transcript: Transcript;
  /** Whether its writer has played all of it. */
  readonly whole: boolean;
  /** It is stored: what there is has to be fetched anew. */
  readonly onStored: () => void;
}

export function WriteTranscript({ item, handle, transcript, whole, onStored }: WriteFacts) {
  const signed = transcript.text !== null;
  const [text, setText] = useState(transcript.text ?? transcript.draft);
  const [mistakes, setMistakes] = useMistakes();
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const [kept, setKept] = useState<'transcribing' | 'transcript' | null>(null);

  const keep = async (field: 'transcribing' | 'transcript'): Promise<void> => {
    const wrong = text.trim() === '' ? 'transcript-missing' : isTooLong(text) ? 'transcript-too-long' : null;
    setMistakes(wrong === null ? {} : { transcript: wrong });
    if (wrong !== null) return;
    setProblem(null);
    setKept(null);
    setWorking(true);
    try {
      await keepTranscript(item, handle, field, text);
      setKept(field);
      onStored();
    } catch (refusal) {
      setProblem(refusal);
    }
    setWorking(false);
  };

  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{t(signed ? 'transcribe-again' : 'transcribe')}</span>
      </summary>
      <div class="govuk-details__text">
        <ErrorSummary mistakes={mistakes} />
        {problem !== null && <NothingShown problem={problem} />}
        <P says="transcribe-what" />
        <P says="transcribe-who" />
        <Form onSend={() => void keep('transcript')}>
          <Writing
            id="transcript"
            label={t('transcript-title')}
            hint={t('transcribe-hint')}
            error={mistakes['transcript']}
            value={text}
            onValue={setText}
          />
          {!whole && <P says="transcribe-not-whole" />}
          <Buttons>
            <Button submits disabled={working || !whole}>
              {t('transcribe-sign')}
            </Button>
            {!signed && (
              <Button look="quiet" disabled={working} onPress={() => void keep('transcribing')}>
                {t('transcribe-keep')}
              </Button>
            )}
          </Buttons>
        </Form>
        <p class="govuk-body" role="status">
          {kept !== null && t(`written-down-${kept}`)}
        </p>
      </div>
    </details>
  );
}
