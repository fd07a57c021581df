/** The ways of covering an item whole: passing every line, saying of every paragraph that it was read, playing every moment. */
import { useState } from 'preact/hooks';
import { length } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { Button, Buttons } from '../../ui/buttons.tsx';
import { charactersIn, CoveredLetter, showFirstUnseen } from '../../ui/letter.tsx';
import { LeftOut } from '../../ui/left-out.tsx';
import { SpokenLetter } from '../../ui/spoken-letter.tsx';
import { LookAtThese, useMarks } from '../../ui/look-at-these.tsx';
import type { LookFor } from '../../ui/marks.ts';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import type { Opened } from '../../ui/opening.ts';
import { playedMilliseconds, Recording } from '../../ui/recording.tsx';
import { Progress, useFetched } from '../../ui/waiting.tsx';
import { P } from '../../ui/words.tsx';
import type { Coverage } from '../../vault/messages.ts';
import { lookFor } from './looking.ts';

interface ReadFacts {
  readonly text: string;
  readonly lang: string;
  readonly inCase: string;
  /** From an earlier look, where the person came back from deciding. */
  readonly already: Coverage | null;
  /** With all of it covered, or with less where there is no approving it. */
  readonly onDecide: (coverage: Coverage) => void;
}

const NOTHING_YET: LookFor = { notToTell: [], agencyWords: [] };

export function ReadLetter({ text, lang, inCase, already, onDecide }: ReadFacts) {
  const total = charactersIn(text);
  const [covered, setCovered] = useState(already?.covered ?? 0);
  const whole = covered >= total;
  const more = useFetched(() => lookFor(inCase), [inCase]).fetched;
  const marks = useMarks(text, more.is === 'here' ? more.value : NOTHING_YET);
  const [spoken, setSpoken] = useState(false);
  const decide = (): void => onDecide({ unit: 'characters', covered, total });
  const cover = (now: number): void => setCovered((before) => Math.max(before, now));
  const Way = spoken ? SpokenLetter : CoveredLetter;
  return (
    <>
      <P says={spoken ? 'read-line-spoken' : 'read-line'} />
      <p class="govuk-body">
        <button type="button" class="gb-text-button gb-text-button--flush" onClick={() => setSpoken(!spoken)}>
          {t(spoken ? 'read-on-screen' : 'read-by-paragraph')}
        </button>
      </p>
      {/* A list that is not there would look like a letter in which nothing of it stands. */}
      {more.is === 'trouble' && <p class="govuk-inset-text">{t('look-lists-missing')}</p>}
      {more.is === 'here' && <LeftOut codes={more.value.leftOut} />}
      <LookAtThese marks={marks} />
      <Way text={text} lang={lang} marks={marks} onCovered={cover} />
      <Covered whole={whole} permille={total === 0 ? 1000 : (1000 * covered) / total} label={spoken ? 'read-covered-spoken' : 'read-covered'} />
      <Buttons>
        <Button disabled={!whole} describedBy="covered-line" onPress={decide}>
          {t('go-to-decision')}
        </Button>
        {!whole && !spoken && (
          <Button look="quiet" onPress={showFirstUnseen}>
            {t('show-unread')}
          </Button>
        )}
      </Buttons>
      {!whole && <DecideEarly onPress={decide} />}
    </>
  );
}

interface WatchFacts {
  readonly opened: Extract<Opened, { is: 'recording' }>;
  readonly already: Coverage | null;
  readonly onDecide: (coverage: Coverage) => void;
}

export function WatchRecording({ opened, already, onDecide }: WatchFacts) {
  const total = opened.durationMs;
  const [covered, setCovered] = useState(already?.covered ?? 0);
  const [failure, setFailure] = useState<unknown>(null);
  const whole = covered >= total;
  const decide = (): void => onDecide({ unit: 'ms', covered, total });
  if (failure !== null) {
    return (
      <>
        <NothingShown problem={failure} />
        <DecideEarly onPress={decide} />
      </>
    );
  }
  return (
    <>
      <P says="watch-line" with={{ length: length(total) }} />
      <Recording
        handle={opened.handle}
        mediaType={opened.mediaType}
        onFailure={setFailure}
        onPlayed={(played) => {
          const now = playedMilliseconds(played, total);
          setCovered((before) => Math.max(before, now));
        }}
      />
      <Covered whole={whole} permille={total === 0 ? 1000 : (1000 * covered) / total} label="watch-covered" />
      <Button disabled={!whole} describedBy="covered-line" onPress={decide}>
        {t('go-to-decision')}
      </Button>
      {!whole && <DecideEarly onPress={decide} />}
    </>
  );
}

/** Danger does not wait for the end of a letter, and a broken recording has none. */
function DecideEarly({ onPress }: { readonly onPress: () => void }) {
  return (
    <p class="govuk-body">
      <button type="button" class="gb-text-button gb-text-button--flush" onClick={onPress}>
        {t('decide-early')}
      </button>
    </p>
  );
}

interface CoveredFacts {
  readonly whole: boolean;
  readonly permille: number;
  readonly label: 'read-covered' | 'read-covered-spoken' | 'watch-covered';
}

function Covered({ whole, permille, label }: CoveredFacts) {
  return (
    <>
      <Progress label={t(label, { percent: Math.floor(permille / 10) })} permille={permille} />
      <p class="govuk-body" id="covered-line" role="status">
        {t(whole ? `${label}-whole` : `${label}-part`)}
      </p>
    </>
  );
}
