/**
 * A recording with the browser's own controls. The service worker answers for it, and the vault
 * opens each part; this knows how to stop and say why when a part does not verify. Beneath it stands how
 * loud it is. No picture is shown before it plays but where whoever looks may see it unasked.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/words.ts';
import { stayAwake } from '../session/idle.ts';
import { beforeVaultEnds, vault } from '../session/session.ts';
import type { Playback } from '../media/player.ts';
import { VaultFault } from '../vault/client.ts';
import { Button } from './buttons.tsx';
import { usePoster, usePreview } from './preview.ts';
import { Plain } from './trouble.tsx';
import { Waiting } from './waiting.tsx';
import { Waveform, type Stretch } from './waveform.tsx';

let playback: Promise<Playback> | null = null;

/** One playback per open vault. */
function ready(): Promise<Playback> {
  if (playback === null) {
    const started = import('../media/player.ts').then(({ startPlayback }) => startPlayback(vault()));
    started.catch(() => {
      playback = null;
    });
    beforeVaultEnds(() => {
      playback = null;
      void started.then((player) => player.end()).catch(() => undefined);
    });
    playback = started;
  }
  return playback;
}

interface RecordingFacts {
  readonly handle: string;
  readonly mediaType: 'video/mp4' | 'audio/mp4';
  readonly onFailure: (problem: unknown) => void;
  /** Whether a still is seen before it plays; otherwise one is shown to who asks for it. */
  readonly stillFirst?: boolean;
  /** What was played so far, whenever that grows. */
  readonly onPlayed?: (played: TimeRanges) => void;
  /** The player itself, and null once it is gone. */
  readonly onPlayer?: (player: HTMLMediaElement | null) => void;
}

/** Players jump by fractions of a frame at the edges of what they play; shorter gaps than this are no gap. */
const NO_GAP_SECONDS = 0.3;

/** Milliseconds of `total` that these ranges cover. */
function playedMilliseconds(ranges: TimeRanges, total: number): number {
  let gaps = 0;
  let reached = 0;
  for (let index = 0; index < ranges.length; index += 1) {
    const gap = ranges.start(index) - reached;
    if (gap > NO_GAP_SECONDS) gaps += gap;
    reached = ranges.end(index);
  }
  const rest = total / 1000 - reached;
  if (rest > NO_GAP_SECONDS) gaps += rest;
  return Math.max(0, Math.min(total, total - Math.round(gaps * 1000)));
}

/** How much was played so far, in milliseconds, and what takes `onPlayed`; `before` was played already. */
export function usePlayed(total: number, before = 0): readonly [number, (played: TimeRanges) => void] {
  const [played, setPlayed] = useState(before);
  const onPlayed = (ranges: TimeRanges): void => {
    const now = playedMilliseconds(ranges, total);
    setPlayed((known) => Math.max(known, now));
  };
  return [played, onPlayed];
}

/** Where a player stands, how long it is, and what of it was played, in seconds. */
interface Standing {
  readonly at: number;
  readonly total: number;
  readonly played: readonly Stretch[];
}

function standingOf({ currentTime, duration, played }: HTMLMediaElement): Standing {
  const stretches = Array.from({ length: played.length }, (_, index) => ({ from: played.start(index), to: played.end(index) }));
  return { at: currentTime, total: Number.isFinite(duration) ? duration : 0, played: stretches };
}

export function Recording({ handle, mediaType, onFailure, stillFirst = false, onPlayed, onPlayer }: RecordingFacts) {
  const [address, setAddress] = useState('');
  const [standing, setStanding] = useState<Standing>({ at: 0, total: 0, played: [] });
  const [begun, setBegun] = useState(false);
  const [asked, setAsked] = useState(stillFirst);
  const player = useRef<HTMLMediaElement | null>(null);
  const preview = usePreview(handle, onFailure);
  const poster = usePoster(asked ? (preview?.still ?? null) : null);
  const awake = useRef<() => void>(() => undefined);

  useEffect(() => {
    let gone = false;
    let silence: () => void = () => undefined;
    ready().then((player) => {
      if (gone) return;
      silence = player.onFailure((failure) => {
        if (failure.handle === handle) onFailure(new VaultFault(failure.code, 'Playback stopped.'));
      });
      setAddress(player.address(handle));
    }, () => onFailure(new Plain('playback')));
    return () => {
      gone = true;
      silence();
      awake.current();
    };
  }, [handle]);

  if (address === '' || poster === '') return <Waiting says="recording-loading" />;
  const stand = (event: { currentTarget: HTMLMediaElement }): void => setStanding(standingOf(event.currentTarget));
  const events = {
    ref: (element: HTMLMediaElement | null) => {
      player.current = element;
      onPlayer?.(element);
    },
    onLoadedMetadata: stand,
    onSeeked: stand,
    onPlay: () => {
      setBegun(true);
      awake.current();
      awake.current = stayAwake();
    },
    onPause: () => awake.current(),
    onTimeUpdate: (event: { currentTarget: HTMLMediaElement }) => {
      stand(event);
      onPlayed?.(event.currentTarget.played);
    },
    onEnded: (event: { currentTarget: HTMLMediaElement }) => {
      awake.current();
      stand(event);
      onPlayed?.(event.currentTarget.played);
    },
  };
  const pictured = mediaType === 'video/mp4';
  // Going somewhere shows the picture there, which nobody asked for before it plays.
  // Where there is no still, whoever may see one sees the first picture.
  const before = stillFirst && preview?.still === null ? {} : { poster };
  const mayGo = begun || stillFirst || !pictured;
  return (
    <>
      {pictured && !stillFirst && <StillFirst has={preview?.still != null} asked={asked} begun={begun} onAsk={() => setAsked(true)} />}
      {pictured ? (
        <video class="gb-player" controls playsInline preload="metadata" controlsList="nodownload" {...before} aria-label={t('recording')} src={address} {...events} />
      ) : (
        <audio class="gb-player" controls preload="metadata" controlsList="nodownload" aria-label={t('recording')} src={address} {...events} />
      )}
      {preview?.loudness != null && standing.total > 0 && (
        <Waveform
          {...standing}
          loudness={preview.loudness}
          onGo={
            mayGo
              ? (to) => {
                  if (player.current !== null) player.current.currentTime = to;
                }
              : null
          }
        />
      )}
    </>
  );
}

interface StillFirstFacts {
  readonly has: boolean;
  readonly asked: boolean;
  readonly begun: boolean;
  readonly onAsk: () => void;
}

/** Before it plays: that no picture is shown yet, and one for who asks. */
function StillFirst({ has, asked, begun, onAsk }: StillFirstFacts) {
  const said = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (asked) said.current?.focus();
  }, [asked]);
  if (begun) return null;
  return (
    <>
      <p class="govuk-body" ref={said} tabIndex={-1}>
        {t(asked ? 'still-shown' : 'still-none-yet')}
      </p>
      {has && !asked && (
        <Button look="quiet" onPress={onAsk}>
          {t('still-ask')}
        </Button>
      )}
    </>
  );
}
