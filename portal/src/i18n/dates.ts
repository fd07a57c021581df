/**
 * Days and times in words. The names come from our own word files because browsers ship no Welsh
 * ones. Times are whole seconds since 1970, shown in the reader's own time zone.
 */
import { t } from './words.ts';

/** "Friday 20 November 2026" */
export function day(seconds: number): string {
  const date = new Date(seconds * 1000);
  return t('date-day', {
    weekday: t(`weekday-${date.getDay()}`),
    day: String(date.getDate()),
    month: t(`month-${date.getMonth() + 1}`),
    year: String(date.getFullYear()),
  });
}

/** "2:05pm" */
export function clock(seconds: number): string {
  const date = new Date(seconds * 1000);
  const hour = date.getHours();
  const minute = String(date.getMinutes()).padStart(2, '0');
  const part = hour < 12 ? 'clock-morning' : hour < 18 ? 'clock-afternoon' : 'clock-evening';
  return t(part, { hour: String(hour % 12 === 0 ? 12 : hour % 12), minute });
}

/** "Friday 20 November 2026 at 2:05pm" */
export function dayAndTime(seconds: number): string {
  return t('date-day-and-time', { day: day(seconds), time: clock(seconds) });
}

/** "3 minutes 5 seconds", for the length of a recording in milliseconds. */
export function length(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return t('length', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
}
