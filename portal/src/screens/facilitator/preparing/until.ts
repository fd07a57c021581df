/** Up to which day something holds: what was typed, held against what has to have a day. */
import { day } from '../../../i18n/dates.ts';
import { t } from '../../../i18n/words.ts';
import { endOf, mistakeOf, type TypedDay } from '../../../ui/date-field.tsx';
import type { Mistakes } from '../../../ui/form.tsx';
import type { Fact } from '../../../ui/lists.tsx';

/** What is wrong with a status that was chosen, and a day where it needs one. */
export function mistakesIn(status: string | null, dated: readonly string[], typed: TypedDay): Mistakes {
  if (status === null) return { status: t('record-status-missing') };
  const mistake = dated.includes(status) ? mistakeOf(typed) : null;
  return mistake === null ? {} : { until: mistake };
}

/** The `until` of a record, and what draws the row that shows it; both empty where the status has none. */
export function untilOf(
  status: string,
  dated: readonly string[],
  typed: TypedDay,
): { readonly until: number; readonly facts: () => readonly Fact[] } {
  const until = dated.includes(status) ? (endOf(typed) ?? 0) : 0;
  return { until, facts: () => (until === 0 ? [] : [{ name: t('fact-until'), value: day(until) }]) };
}
