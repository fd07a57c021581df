/**
 * A recording with the browser's own controls. The service worker answers for it, and the vault
 * opens each part; this knows how to stop and say why when a part does not verify.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/words.ts';
import { stayAwake } from '../session/idle.ts';
import { beforeVaultEnds, vault } from '../session/session.ts';
import type { Playback } from '../media/player.ts';
import { VaultFault } from '../vault/client.ts';
import { Plain } from './trouble.tsx';
import { Waiting } from './waiting.tsx';

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

export function Recording({ handle, mediaType, onFailure, onPlayed, onPlayer }: RecordingFacts) {
  const [address, setAddress] = useState('');
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

  if (address === '') return <Waiting says="recording-loading" />;
  const events = {
    ref: onPlayer ?? null,
    onPlay: () => {
      awake.current();
      awake.current = stayAwake();
    },
    onPause: () => awake.current(),
    onTimeUpdate: (event: { currentTarget: HTMLMediaElement }) => onPlayed?.(event.currentTarget.played),
    onEnded: (event: { currentTarget: HTMLMediaElement }) => {
      awake.current();
      onPlayed?.(event.currentTarget.played);
    },
  };
  return mediaType === 'video/mp4' ? (
    <video class="gb-player" controls playsInline preload="metadata" controlsList="nodownload" aria-label={t('recording')} src={address} {...events} />
  ) : (
    <audio class="gb-player" controls preload="metadata" controlsList="nodownload" aria-label={t('recording')} src={address} {...events} />
  );
}
