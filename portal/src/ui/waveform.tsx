/**
 * How loud a recording is, as a calm strip beneath its player, with what of it was played. All that it
 * does the player's own controls do too, by keyboard as well.
 */
import { useId } from 'preact/hooks';
import { length } from '../i18n/dates.ts';
import { moment } from '../i18n/moments.ts';
import { t } from '../i18n/words.ts';
import type { Loudness } from '../vault/messages-preview.ts';
import { barsOf, inWords } from './loudness.ts';

const BARS = 120;
/** Of 10 units of each bar 7 are drawn. */
const STEP = 10;
const DRAWN = 7;
const HEIGHT = 100;
/** Silence is a thin line and not a gap. */
const LEAST = 4;
const SECOND = 1000;

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

interface WaveformFacts {
  readonly loudness: Loudness;
  /** Seconds. */
  readonly total: number;
  /** What was played, and where the player stands; in seconds. */
  readonly played: readonly Stretch[];
  readonly at: number;
  /** Where it may be gone to by pressing on it; in seconds. */
  readonly onGo: ((to: number) => void) | null;
}

function outline(bars: readonly number[]): string {
  return bars
    .map((bar, at) => {
      const high = Math.max(LEAST, Math.round(bar * HEIGHT));
      return `M${at * STEP + (STEP - DRAWN) / 2} ${(HEIGHT - high) / 2}h${DRAWN}v${high}h-${DRAWN}z`;
    })
    .join('');
}

export function Waveform({ loudness, total, played, at, onGo }: WaveformFacts) {
  const id = useId();
  const wide = BARS * STEP;
  const x = (seconds: number): number => (Math.min(seconds, total) * wide) / total;
  const drawn = outline(barsOf(loudness, total * SECOND, BARS));
  const { loudest, silent } = inWords(loudness, total * SECOND);
  const said = { loudest: moment(Math.floor(loudest / SECOND) * SECOND), silent: length(silent) };
  const go = ({ clientX, currentTarget }: MouseEvent): void => {
    const { left, width } = (currentTarget as Element).getBoundingClientRect();
    if (width > 0) onGo?.(Math.max(0, Math.min(1, (clientX - left) / width)) * total);
  };
  return (
    <svg
      class={onGo === null ? 'gb-wave' : 'gb-wave gb-wave--goes'}
      viewBox={`0 0 ${wide} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t(silent < total * SECOND ? 'wave-label' : 'wave-silent', said)}
      onClick={go}
    >
      <clipPath id={id}>
        {played.map(({ from, to }) => (
          <rect key={from} x={x(from)} y={0} width={x(to) - x(from)} height={HEIGHT} />
        ))}
      </clipPath>
      <path class="gb-wave__all" d={drawn} />
      <g clip-path={`url(#${id})`}>
        <path class="gb-wave__played" d={drawn} />
        <rect class="gb-wave__played" x={0} y={HEIGHT - LEAST} width={wide} height={LEAST} />
      </g>
      {at > 0 && <line class="gb-wave__at" x1={x(at)} x2={x(at)} y1={0} y2={HEIGHT} />}
    </svg>
  );
}
