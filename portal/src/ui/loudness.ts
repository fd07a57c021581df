/** How loud a recording is, as bars of a strip and in words. Owns the numbers; draws nothing. */
import type { Loudness } from '../vault/messages-preview.ts';

/** No louder than this is silence, of 255. */
const SILENT = 4;
const LOUDEST = 255;

/**
 * How high each of `count` bars is, from 0 to 1, over `total` milliseconds. A bar is as high as what is
 * loudest in its time, so that nothing short is lost, and what is quiet still shows beside what is loud.
 */
export function barsOf({ beginsMs, eachMs, peaks }: Loudness, total: number, count: number): readonly number[] {
  const bars = new Array<number>(count).fill(0);
  peaks.forEach((peak, at) => {
    const begins = beginsMs + at * eachMs;
    if (peak <= SILENT || begins >= total) return;
    const first = Math.floor((begins * count) / total);
    const last = Math.ceil((Math.min(total, begins + eachMs) * count) / total);
    for (let bar = first; bar < last; bar += 1) bars[bar] = Math.max(bars[bar] ?? 0, peak);
  });
  return bars.map((peak) => Math.sqrt(peak / LOUDEST));
}

/** When it is loudest first, and how long it is silent in all, in milliseconds of `total`. */
export function inWords({ beginsMs, eachMs, peaks }: Loudness, total: number): { loudest: number; silent: number } {
  const most = peaks.reduce((so, one) => Math.max(so, one), 0);
  const heard = peaks.filter((peak) => peak > SILENT).length * eachMs;
  return {
    loudest: Math.min(total, beginsMs + peaks.indexOf(most) * eachMs),
    silent: Math.max(0, total - heard),
  };
}
