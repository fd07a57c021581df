/**
 * The picture where the player stands, and the boxes on it. Drawing with a pointer is one way of giving a
 * box; whoever holds it has fields for the same. Shows what lies in the list already as it lies there now.
 */
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../../i18n/words.ts';
import type { Box } from '../../../ui/boxes.ts';
import { boxBetween, type Place } from './typed.ts';

/** What the picture of the player changes by; `timeupdate` while it plays. */
const MOVES = ['loadeddata', 'seeked', 'pause', 'timeupdate'] as const;
/** Of its longer side, in pixels: as large as any screen has room for. */
const LONGEST = 960;
/** A press that goes no further draws nothing. */
const LEAST = 5;

interface StillFacts {
  readonly player: HTMLMediaElement | null;
  /** What is being given; null while it is none. */
  readonly box: Box | null;
  readonly hidden: readonly Box[];
  readonly onBox: (box: Box) => void;
}

function Outline({ box, look }: { readonly box: Box; readonly look: string }) {
  return <rect class={`gb-still__box ${look}`} x={box.left} y={box.top} width={box.width} height={box.height} />;
}

export function Still({ player, box, hidden, onBox }: StillFacts) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const began = useRef<Place | null>(null);
  useEffect(() => {
    if (!(player instanceof HTMLVideoElement)) return undefined;
    const draw = (): void => {
      const sheet = canvas.current;
      if (sheet === null || player.videoWidth === 0) return;
      const times = LONGEST / Math.max(player.videoWidth, player.videoHeight);
      const [width, height] = [Math.round(player.videoWidth * times), Math.round(player.videoHeight * times)];
      if (sheet.width !== width || sheet.height !== height) [sheet.width, sheet.height] = [width, height];
      sheet.getContext('2d')?.drawImage(player, 0, 0, width, height);
    };
    draw();
    MOVES.forEach((name) => player.addEventListener(name, draw));
    return () => MOVES.forEach((name) => player.removeEventListener(name, draw));
  }, [player]);

  const placeOf = (event: PointerEvent): Place => {
    const { left, top, width, height } = (event.currentTarget as SVGElement).getBoundingClientRect();
    return { across: (event.clientX - left) / width, down: (event.clientY - top) / height };
  };
  const draws = (event: PointerEvent): void => {
    if (began.current === null) return;
    const drawn = boxBetween(began.current, placeOf(event));
    if (drawn.width >= LEAST && drawn.height >= LEAST) onBox(drawn);
  };
  return (
    <div class="gb-still">
      <canvas class="gb-still__picture" role="img" aria-label={t('safer-still')} ref={canvas} />
      <svg
        class="gb-still__boxes"
        viewBox="0 0 1000 1000"
        preserveAspectRatio="none"
        aria-hidden="true"
        onPointerDown={(event) => {
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          began.current = placeOf(event);
        }}
        onPointerMove={draws}
        onPointerUp={(event) => {
          draws(event);
          began.current = null;
        }}
        onPointerCancel={() => {
          began.current = null;
        }}
      >
        {hidden.map((one) => (
          <Outline key={`${one.left} ${one.top} ${one.width} ${one.height}`} box={one} look="gb-still__box--listed" />
        ))}
        {box !== null && <Outline box={box} look="gb-still__box--given" />}
      </svg>
    </div>
  );
}
