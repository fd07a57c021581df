/** Where a liaison lands: what there is to do, then everybody for whom their team acts and how that stands. */
import { items } from '../../api/items.ts';
import { deliveries } from '../../api/mandates.ts';
import type { Delivery, Item } from '../../api/types.ts';
import { day } from '../../i18n/dates.ts';
import { hasWords, t } from '../../i18n/words.ts';
import { Link } from '../../ui/buttons.tsx';
import { TaskList, Timeline, type Entry } from '../../ui/lists.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Shown, useEvery, useFetched } from '../../ui/waiting.tsx';
import { H2, P } from '../../ui/words.tsx';
import { sending } from '../participant/sending.ts';
import { ToHandOver } from './to-hand-over.tsx';
import { everybody, referenceOf, whoIs, type Known } from './acting.ts';

const LOOK_EVERY = 20_000;

interface Jobs {
  readonly people: readonly Known[];
  readonly all: readonly Item[];
  readonly toHandOver: readonly Delivery[];
}

async function load(): Promise<Jobs> {
  const [people, all, toHandOver] = await Promise.all([everybody(), items(), deliveries()]);
  return { people, all: all.filter(({ part }) => part === 'author'), toHandOver };
}

export function kindWords({ kind }: { readonly kind: Item['kind'] }): string {
  return t(`acting-kind-${kind}`);
}

/** What its author's side may know of it. */
export function standingWords(item: Item): string {
  if (item.recalled === true) return t('acting-status-recalled');
  if (item.status === 'draft' && sending.value?.item === item.item) return t('acting-status-sending');
  if (item.status === 'draft' && typeof item.kept_until === 'number') {
    return t('acting-status-draft-kept', { day: day(item.kept_until) });
  }
  if (item.safer?.state === 'wanted') return t('acting-status-changed');
  return t(`acting-status-${item.status}`);
}

/** Why a file could not be used. */
export function refusedWords(item: Item): string {
  const reason = `refused-${item.processing?.reason ?? 'unknown'}`;
  return t(hasWords(reason) ? reason : 'refused-unknown');
}

function entryOf(item: Item): Entry {
  const line = item.status === 'failed' ? `${standingWords(item)} ${refusedWords(item)}` : standingWords(item);
  return { name: kindWords(item), to: `/items/${item.item}`, line, when: day(item.created) };
}

function OnePerson({ person, theirs }: { readonly person: Known; readonly theirs: readonly Item[] }) {
  return (
    <section aria-label={whoIs(person)}>
      <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{whoIs(person)}</h3>
      <p class="govuk-body">{t('acting-until', { day: day(person.until) })}</p>
      <p class="govuk-body">
        <Link to={`/words/${person.case}/${person.person}`}>
          {t('spoken-link')}
          <span class="govuk-visually-hidden">: {whoIs(person)}</span>
        </Link>
      </p>
      {theirs.length === 0 ? <P says="acting-nothing-yet" /> : <Timeline id={`entry-${referenceOf(person.person)}`} entries={theirs.map(entryOf)} />}
    </section>
  );
}

export function JobList() {
  const source = useFetched(load, []);
  useEvery(LOOK_EVERY, true, source.again);
  return (
    <Screen title={t('jobs-title')}>
      <Shown of={source}>
        {({ people, all, toHandOver }) =>
          people.length === 0 ? (
            <P says="jobs-nobody" />
          ) : (
            <>
              <ToHandOver found={toHandOver} people={people} />
              <TaskList id="tasks" tasks={[{ name: t('jobs-send'), hint: t('jobs-send-hint'), to: '/send' }]} />
              <H2 says="jobs-people" />
              {people.map((person) => (
                <OnePerson
                  key={`${person.case} ${person.person}`}
                  person={person}
                  theirs={all.filter((one) => one.case === person.case && one.author === person.person)}
                />
              ))}
              <P says="jobs-reference" />
            </>
          )
        }
      </Shown>
    </Screen>
  );
}
