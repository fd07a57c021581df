/**
 * Having a recording made safer: one change after another beside the player, all of them in words, a
 * last look, then it is asked for. Owns what is in the list; the vault says what is wrong with it.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { moment } from '../../../i18n/moments.ts';
import { t } from '../../../i18n/words.ts';
import { vault } from '../../../session/session.ts';
import { Button, Buttons } from '../../../ui/buttons.tsx';
import { EditNotes, keyOf, wordsOf } from '../../../ui/edits.tsx';
import { ErrorSummary, Form, useMistakes } from '../../../ui/form.tsx';
import { NothingShown } from '../../../ui/nothing-shown.tsx';
import type { Opened } from '../../../ui/opening.ts';
import { Recording } from '../../../ui/recording.tsx';
import { Screen } from '../../../ui/screen.tsx';
import { P } from '../../../ui/words.tsx';
import type { Edit } from '../../../vault/messages-safer.ts';
import type { Reviewed } from '../review.tsx';
import { CheckSafer } from './checking.tsx';
import { ChangeFields } from './fields.tsx';
import { editOf, fieldOf, NOTHING_TYPED, sentAt } from './typed.ts';

interface SaferFacts {
  readonly reviewed: Reviewed;
  readonly opened: Extract<Opened, { is: 'recording' }>;
  /** Where the player stood, in seconds. */
  readonly begins: number;
  readonly onBack: () => void;
  /** It is asked for, and nobody’s claim any more. */
  readonly onAsked: () => void;
}

export function MakeSafer({ reviewed, opened, begins, onBack, onAsked }: SaferFacts) {
  const { handle, changed } = reviewed.verified;
  const made = changed?.edits ?? [];
  const [list, setList] = useState<readonly Edit[]>(made);
  const [checking, setChecking] = useState<readonly Edit[] | null>(null);
  if (checking !== null) {
    return <CheckSafer reviewed={reviewed} edits={checking} onBack={() => setChecking(null)} onAsked={onAsked} />;
  }
  return <Listing handle={handle} opened={opened} made={made} begins={begins} list={list} onList={setList} onBack={onBack} onNext={setChecking} />;
}

interface ListingFacts extends Pick<SaferFacts, 'opened' | 'begins' | 'onBack'> {
  readonly handle: string;
  /** What was changed in what the player shows. */
  readonly made: readonly Edit[];
  readonly list: readonly Edit[];
  readonly onList: (list: readonly Edit[]) => void;
  /** With the list in its one form. */
  readonly onNext: (list: readonly Edit[]) => void;
}

function Listing({ handle, opened, made, begins, list, onList, onBack, onNext }: ListingFacts) {
  const [player, setPlayer] = useState<HTMLMediaElement | null>(null);
  const [at, setAt] = useState(sentAt(begins * 1000, made));
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [mistakes, setMistakes] = useMistakes();
  const [problem, setProblem] = useState<unknown>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const added = useRef<HTMLHeadingElement>(null);
  const pictured = opened.mediaType === 'video/mp4' || made.some(({ edit }) => edit === 'sound-only');
  const now = (): number => sentAt((player?.currentTime ?? begins) * 1000, made);
  usePlace(player, begins, () => setAt(now()));

  /** What the vault makes of it; null where it could not be asked. */
  const judged = async (edits: readonly Edit[]) => {
    setProblem(null);
    try {
      return await vault().do.listEdits({ handle, edits });
    } catch (refusal) {
      setProblem(refusal);
      return null;
    }
  };
  /** Whether these are the list from now on; what is wrong with the last of them is said beside it. */
  const listed = async (edits: readonly Edit[]) => {
    const answer = await judged(edits);
    const [wrong] = answer?.wrong ?? [];
    setMistakes(wrong === undefined ? {} : { [fieldOf(wrong.why)]: `safer-wrong-${wrong.why}` });
    if (answer === null || wrong !== undefined) return null;
    onList(answer.edits);
    setTyped({ ...NOTHING_TYPED, how: typed.how });
    return answer;
  };
  const add = async (): Promise<void> => {
    const found = editOf(typed);
    if ('mistakes' in found) return setMistakes(found.mistakes);
    if ((await listed([...list, found.edit])) !== null) added.current?.focus();
  };
  const takeOut = (one: Edit): void => {
    onList(list.filter((each) => each !== one));
    added.current?.focus();
  };
  /** What was chosen and not added is meant too. */
  const next = async (): Promise<void> => {
    const found = typed.kind === null ? null : editOf(typed);
    if (found !== null && 'mistakes' in found) return setMistakes(found.mistakes);
    const answer = await listed(found === null ? list : [...list, found.edit]);
    if (answer === null) return;
    if (!answer.unchanged) return onNext(answer.edits);
    setMistakes({ change: made.length === 0 ? 'safer-nothing' : 'safer-unchanged' });
  };

  if (failure !== null) {
    return (
      <Screen title={t('safer-title')} onBack={onBack}>
        <NothingShown problem={failure} />
      </Screen>
    );
  }
  return (
    <Screen title={t('safer-title')} onBack={onBack}>
      <ErrorSummary mistakes={mistakes} />
      {problem !== null && <NothingShown problem={problem} />}
      <P says="safer-line" />
      <Recording handle={handle} mediaType={opened.mediaType} stillFirst onFailure={setFailure} onPlayer={setPlayer} />
      <p class="govuk-body">{t('safer-at', { time: moment(Math.round(at / 100) * 100) })}</p>
      {made.some(({ edit }) => edit === 'cut') && <p class="govuk-hint">{t('edits-times')}</p>}
      <Form onSend={() => void add()}>
        <ChangeFields
          typed={typed}
          mistakes={mistakes}
          pictured={pictured}
          player={player}
          at={now}
          hidden={list.filter((one) => one.width > 0 && (one.until === 0 || (one.from <= at && at < one.until)))}
          onTyped={(now) => {
            // What was wrong with another change is not wrong with this one.
            if (now.kind !== typed.kind) setMistakes({});
            setTyped(now);
          }}
        />
        <Button submits look="quiet">
          {t('safer-add')}
        </Button>
      </Form>
      <h2 class="govuk-heading-m" tabIndex={-1} ref={added}>
        {t('safer-list-title')}
      </h2>
      {list.length === 0 ? (
        <P says="safer-list-none" />
      ) : (
        <ul class="gb-list">
          {list.map((one) => (
            <li key={keyOf(one)}>
              {wordsOf(one)}
              <p class="gb-list__line">
                <button type="button" class="gb-text-button gb-text-button--flush" onClick={() => takeOut(one)}>
                  {t('safer-take-out')}
                  <span class="govuk-visually-hidden"> {wordsOf(one)}</span>
                </button>
              </p>
            </li>
          ))}
        </ul>
      )}
      <EditNotes edits={list.filter(({ edit }) => edit === 'voice')} />
      <Buttons>
        <Button onPress={() => void next()}>{t('continue')}</Button>
        {made.length > 0 && (
          <Button look="quiet" onPress={() => onNext([])}>
            {t('safer-plain')}
          </Button>
        )}
      </Buttons>
    </Screen>
  );
}

/** Has the player begin where it stood before, and tells whenever it stands elsewhere. */
function usePlace(player: HTMLMediaElement | null, begins: number, onMove: () => void): void {
  const latest = useRef(onMove);
  latest.current = onMove;
  useEffect(() => {
    if (player === null) return undefined;
    const begin = (): void => {
      player.currentTime = begins;
    };
    const move = (): void => latest.current();
    if (begins > 0) player.addEventListener('loadedmetadata', begin, { once: true });
    player.addEventListener('timeupdate', move);
    player.addEventListener('seeked', move);
    return () => {
      player.removeEventListener('loadedmetadata', begin);
      player.removeEventListener('timeupdate', move);
      player.removeEventListener('seeked', move);
    };
  }, [player]);
}
