/**
 * The ways of covering a recording whole: playing every moment, or, for who does not hear it, seeing all
 * of its picture and reading what a colleague wrote down of it.
 */
import { useRef, useState } from 'preact/hooks';
import { length } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { Button } from '../../ui/buttons.tsx';
import { Captioned } from '../../ui/captions.tsx';
import { charactersIn } from '../../ui/letter.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import type { Opened } from '../../ui/opening.ts';
import { usePlayed } from '../../ui/recording.tsx';
import { coveredUnheard } from '../../ui/unheard.ts';
import { useFetched, Waiting } from '../../ui/waiting.tsx';
import { H2, P } from '../../ui/words.tsx';
import type { Coverage } from '../../vault/messages.ts';
import { Covered, DecideEarly } from './reading.tsx';
import type { Reviewed } from './review.tsx';
import { transcriptOf } from './transcript.ts';
import { ReadTranscript, WriteTranscript } from './transcript.tsx';

interface WatchFacts {
  readonly reviewed: Reviewed;
  readonly opened: Extract<Opened, { is: 'recording' }>;
  /** From an earlier look, where the person came back from deciding. */
  readonly already: Coverage | null;
  /** With all of it covered, or with less where there is no approving it. */
  readonly onDecide: (coverage: Coverage) => void;
  /** To have it made safer, from where the player stands, in seconds. */
  readonly onSafer: (coverage: Coverage, at: number) => void;
}

export function WatchRecording({ reviewed, opened, already, onDecide, onSafer }: WatchFacts) {
  const { item, verified } = reviewed;
  const total = opened.durationMs;
  const pictured = opened.mediaType === 'video/mp4';
  const [unheard, setUnheard] = useState(already?.byTranscript !== undefined);
  // Who went by the words of a sound alone has played nothing of it.
  const [played, onPlayed] = usePlayed(total, already?.byTranscript !== undefined && !pictured ? 0 : (already?.covered ?? 0));
  const [read, setRead] = useState<number | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const { fetched, again } = useFetched(() => transcriptOf(item, verified.handle), [item.item, verified.handle]);
  const known = fetched.is === 'here' ? fetched.value : null;
  const goesBy = known?.by === 'colleague' ? known.text : null;
  const characters = goesBy === null ? 0 : charactersIn(goesBy);
  const version = goesBy === null ? undefined : (known?.digest ?? undefined);
  // What was read of an older version covers nothing of a newer one.
  const earlier = already !== null && already.byTranscript !== undefined && already.byTranscript === version ? already.covered : 0;
  const byText = Math.max(earlier, coveredUnheard(total, pictured ? played : null, read ?? 0, characters));
  const covered = unheard ? byText : played;
  const whole = covered >= total && (!unheard || version !== undefined);
  const player = useRef<HTMLMediaElement | null>(null);
  const soFar: Coverage = { unit: 'ms', covered, total, ...(unheard && version !== undefined ? { byTranscript: version } : {}) };
  const decide = (): void => onDecide(soFar);

  if (failure !== null) {
    return (
      <>
        <NothingShown problem={failure} />
        <DecideEarly onPress={decide} />
      </>
    );
  }
  const line = unheard ? (pictured ? 'unheard-line' : 'unheard-line-sound') : 'watch-line';
  return (
    <>
      <P says={line} with={{ length: length(total) }} />
      <p class="govuk-body">
        <button type="button" class="gb-text-button gb-text-button--flush" onClick={() => setUnheard(!unheard)}>
          {t(unheard ? 'watch-heard' : 'watch-unheard')}
        </button>
      </p>
      {(pictured || !unheard) && (
        <Captioned
          of={item}
          handle={opened.handle}
          mediaType={opened.mediaType}
          stillFirst
          onFailure={setFailure}
          onPlayed={onPlayed}
          onPlayer={(shown) => {
            player.current = shown;
          }}
        />
      )}
      {unheard && fetched.is === 'waiting' && <Waiting says="transcript-waiting" />}
      {unheard && fetched.is === 'trouble' && <NothingShown problem={fetched.problem} onAgain={again} />}
      {unheard && known !== null && (
        <ReadTranscript
          transcript={known}
          inCase={item.case}
          lang={verified.manifest.language}
          onRead={(now) => setRead((before) => Math.max(before ?? 0, now))}
        />
      )}
      <Covered whole={whole} permille={total === 0 ? 1000 : (1000 * covered) / total} label={unheard ? 'unheard-covered' : 'watch-covered'} />
      <Button disabled={!whole} describedBy="covered-line" onPress={decide}>
        {t('go-to-decision')}
      </Button>
      {!whole && <DecideEarly onPress={decide} />}
      <H2 says="safer-offer-title" />
      <P says="safer-offer-line" />
      <Button look="quiet" onPress={() => onSafer(soFar, player.current?.currentTime ?? 0)}>
        {t('safer-begin')}
      </Button>
      {!unheard && known !== null && (
        <WriteTranscript item={item} handle={verified.handle} transcript={known} whole={whole} onStored={again} />
      )}
    </>
  );
}
