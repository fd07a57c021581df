/**
 * What waits in all of one's cases, soonest first, each with the page on which it is done. Owns the
 * order in which it is shown and how it reads; whether something is overdue is said in words.
 */
import { cases } from '../../api/cases.ts';
import type { Due, Work as Waits } from '../../api/types.ts';
import { work } from '../../api/work.ts';
import { day, dayAndTime } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { Link } from '../../ui/buttons.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Shown, useEvery, useFetched } from '../../ui/waiting.tsx';
import { P } from '../../ui/words.tsx';
import { cardLines, caseName } from './cards.ts';
import { recordsAddress } from './preparing/acting.tsx';

const LOOK_EVERY = 60_000;
/** How a row's time reads: by when it is to be done, when it ends, when it opens, or since when. */
const READS: Readonly<Record<string, 'ends' | 'opens' | 'since'>> = {
  disclosed: 'since',
  escalated: 'since',
  risk: 'ends',
  restriction: 'ends',
  clearance: 'ends',
  age: 'ends',
  mandate: 'ends',
  window: 'opens',
  delivery: 'opens',
};

interface Loaded extends Waits {
  readonly names: ReadonlyMap<string, string>;
}

/** The names of the cases with something to do: they are sealed, and each takes the vault a moment. */
async function loaded(): Promise<Loaded> {
  const [waits, all] = await Promise.all([work(), cases()]);
  const here = new Set(waits.rows.map((one) => one.case));
  const names = new Map<string, string>();
  for (const found of all) {
    if (!here.has(found.case)) continue;
    names.set(found.case, caseName(found, await cardLines(found).catch(() => [])));
  }
  return { ...waits, names };
}

/** Where it is done. */
function placeOf({ kind, case: id, item, person }: Due): string {
  const about: Readonly<Record<string, string>> = {
    risk: 'risk',
    clearance: `clearance/${person}`,
    age: `age/${person}`,
    'follow-up': `follow-up/${person}/${item}`,
  };
  if (kind === 'review' || kind === 'appeal' || kind === 'escalated') return '/review';
  if (kind === 'restriction') return recordsAddress(id);
  return about[kind] === undefined ? `/cases/${id}` : `${recordsAddress(id)}/${about[kind]}`;
}

function timeOf({ kind, due }: Due): string {
  const reads = READS[kind] ?? 'due';
  const past = reads !== 'since' && due < Date.now() / 1000;
  return t(`work-${reads}${past ? '-past' : ''}`, { when: dayAndTime(due), day: day(due) });
}

export function Work() {
  const source = useFetched(loaded, []);
  useEvery(LOOK_EVERY, true, source.again);
  return (
    <Screen title={t('work-title')} back="/">
      <Shown of={source}>
        {({ rows, total, names }) => (
          <>
            <P says={rows.length === 0 ? 'work-none' : 'work-line'} />
            <ol class="gb-list" aria-label={t('work-title')}>
              {rows.map((one) => (
                <li key={`${one.kind} ${one.case} ${one.item} ${one.person} ${one.due}`}>
                  <Link to={placeOf(one)}>{t(`work-kind-${one.kind}`)}</Link>
                  <p class="gb-list__line gb-list__line--plain">{timeOf(one)}</p>
                  <p class="gb-list__line">
                    <bdi>{names.get(one.case) ?? ''}</bdi>
                  </p>
                </li>
              ))}
            </ol>
            {total > rows.length && <p class="govuk-body">{t('work-more', { many: total - rows.length })}</p>}
          </>
        )}
      </Shown>
    </Screen>
  );
}
