/**
 * Why something that is to be handed over waits: for a day in custody, or for the time that was chosen.
 * Owns how that reads; the service's gate alone lets it go.
 */
import type { Case } from '../../api/types.ts';
import { day as dayWords } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { Link } from '../../ui/buttons.tsx';
import type { Window } from '../accepted.ts';
import { recordsAddress } from './preparing/acting.tsx';
import { lastRecord, soFar } from './preparing/so-far.ts';

/** Null for who is not in custody; a time until which a day is confirmed, and 0 where none is, or it has passed. */
export type DayInCustody = number | null;

/** Of each of these people; nothing is asked where nothing waits. */
export async function dayInCustody(caseId: string, people: readonly string[]): Promise<(person: string) => DayInCustody> {
  if (people.length === 0) return () => null;
  const { said } = await soFar(caseId);
  return (person) => {
    if (lastRecord(said, 'custody', person)?.status !== 'in-custody') return null;
    const last = lastRecord(said, 'custody-day', person);
    return last?.status === 'supported' && last.until >= Date.now() / 1000 ? last.until : 0;
  };
}

interface NotYetFacts {
  readonly found: Case;
  readonly recipient: string;
  readonly day: DayInCustody;
  readonly chosen: Window | null;
}

export function NotYet({ found, recipient, day, chosen }: NotYetFacts) {
  if (day === 0) {
    return (
      <>
        <p class="govuk-body">{t('hand-over-day-missing')}</p>
        <p class="govuk-body govuk-!-margin-bottom-0">
          <Link to={`${recordsAddress(found.case)}/custody-day/${recipient}`}>{t('act-confirm-day')}</Link>
        </p>
      </>
    );
  }
  return <p class="govuk-body govuk-!-margin-bottom-0">{waitsFor(day, chosen)}</p>;
}

function waitsFor(day: DayInCustody, chosen: Window | null): string {
  if (day !== null) return t('hand-over-day-confirmed', { day: dayWords(day) });
  return t(chosen !== null && Date.now() / 1000 < chosen.from ? 'hand-over-too-early' : 'hand-over-not-yet');
}
