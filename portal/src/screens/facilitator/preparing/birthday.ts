/** A record that ends with a birthday: it holds up to the last second of the day before. */
import { t } from '../../../i18n/words.ts';
import { endOf, mistakeOf, type TypedDay } from '../../../ui/date-field.tsx';

/** The last second before that day here, since 1970; null where there is no such day. */
export function eveOf(typed: TypedDay): number | null {
  const end = endOf(typed);
  if (end === null) return null;
  const date = new Date(end * 1000);
  date.setHours(0, 0, -1, 0);
  return date.getTime() / 1000;
}

/** What is wrong with a birthday that has to lie ahead, in words; null where nothing is. */
export function birthdayMistake(typed: TypedDay): string | null {
  const eve = eveOf(typed);
  return eve !== null && eve <= Date.now() / 1000 ? t('date-over') : mistakeOf(typed, 'birthday-missing');
}
