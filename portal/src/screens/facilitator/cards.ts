/** Names of cases: they are sealed to the team, so each is opened in the vault. */
import { groundOf } from '../../api/cases.ts';
import type { Case } from '../../api/types.ts';
import { day } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { vault } from '../../session/session.ts';

/** The lines of the case card, the first of which names the case. Empty where there is no card. */
export async function cardLines(found: Case): Promise<readonly string[]> {
  if (typeof found.card !== 'string' || found.card === '') return [];
  const { text } = await vault().do.openCard({
    ground: groundOf(found),
    case: found.case,
    card: found.card,
  });
  return text.split('\n').filter((line) => line.trim() !== '');
}

export function caseName(found: Case, lines: readonly string[]): string {
  return lines[0] ?? t('case-unnamed', { day: day(found.created) });
}

export function caseState(found: Case): string {
  return t(`case-state-${found.state}`);
}
