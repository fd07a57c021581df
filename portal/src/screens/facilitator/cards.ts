/** Names of cases: they are sealed to the team, so each is opened in the vault. */
import { caseById, groundOf } from '../../api/cases.ts';
import type { Case, Item } from '../../api/types.ts';
import { day } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { vault } from '../../session/session.ts';
import { useFetched } from '../../ui/waiting.tsx';

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

/** Of the case with this id; null where this person's device cannot tell. */
export async function nameOfCase(id: string): Promise<string | null> {
  try {
    const found = await caseById(id);
    return caseName(found, await cardLines(found));
  } catch {
    return null;
  }
}

/** As `nameOfCase`, of each; those without a name are left out. */
async function namesOfCases(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  // One after the other: each opening takes the vault's one worker a moment.
  for (const id of new Set(ids)) {
    const name = await nameOfCase(id);
    if (name !== null) names.set(id, name);
  }
  return names;
}

const NONE: ReadonlyMap<string, string> = new Map();

/** What the team calls the cases of these items, as far as it is known; asked anew once another case is among them. */
export function useCaseNames(items: readonly Item[]): ReadonlyMap<string, string> {
  const ids = [...new Set(items.map((item) => item.case))].toSorted();
  const { fetched } = useFetched(() => namesOfCases(ids), [ids.join(' ')]);
  return fetched.is === 'here' ? fetched.value : NONE;
}

export function caseState(found: Case): string {
  return t(`case-state-${found.state}`);
}
