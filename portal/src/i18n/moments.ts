/** Moments of a recording as they are typed and shown: minutes and seconds, and parts of a second. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const TYPED = /^(\d{1,4}):([0-5]?\d)(?:[.,](\d{1,3}))?$/;

/** "1:05.5" as milliseconds, or null for what is no moment. */
export function momentOf(typed: string): number | null {
  const [, minutes, seconds, parts] = TYPED.exec(typed.trim()) ?? [];
  if (minutes === undefined || seconds === undefined) return null;
  return Number(minutes) * MINUTE + Number(seconds) * SECOND + Number((parts ?? '').padEnd(3, '0'));
}

/** Milliseconds as "1:05.5": with as many parts of a second as it has, three at most. */
export function moment(milliseconds: number): string {
  const whole = Math.round(milliseconds);
  const seconds = String(Math.floor((whole % MINUTE) / SECOND)).padStart(2, '0');
  const parts = String(whole % SECOND).padStart(3, '0').replace(/0+$/, '');
  return `${Math.floor(whole / MINUTE)}:${seconds}${parts === '' ? '' : `.${parts}`}`;
}
