/** What this facilitator has taken, then what waits, oldest first. Only the oldest can be taken: nothing is passed over. */
import { useState } from 'preact/hooks';
import { ApiProblem } from '../../api/http.ts';
import { claim, heldReviews, reviews } from '../../api/items.ts';
import type { Item, Me } from '../../api/types.ts';
import { dayAndTime } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { goTo } from '../../router.ts';
import { Button } from '../../ui/buttons.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Plain, Trouble } from '../../ui/trouble.tsx';
import { Shown, useEvery, useFetched } from '../../ui/waiting.tsx';
import { H2, P } from '../../ui/words.tsx';
import { useCaseNames } from './cards.ts';
import { InYourHands } from './in-your-hands.tsx';
import { kindName } from './item-names.ts';
import { Locked } from './locked.tsx';
import { appealLine } from './said-before.tsx';

const LOOK_EVERY = 15_000;

interface Lists {
  /** What this person has taken and not decided. */
  readonly held: readonly Item[];
  readonly free: readonly Item[];
  readonly others: readonly Item[];
}

const NO_LISTS: Lists = { held: [], free: [], others: [] };

async function lists(me: Me): Promise<Lists> {
  const [held, waiting] = await Promise.all([heldReviews(), reviews()]);
  const holder = (item: Item): string | null => item.claimed_by ?? null;
  return {
    held,
    free: waiting.filter((item) => holder(item) === null),
    others: waiting.filter((item) => holder(item) !== null && holder(item) !== me.person),
  };
}

function lineOf({ held, free, others }: Lists): string {
  if (free.length + others.length > 0) return 'queue-line';
  return held.length > 0 ? 'queue-empty-else' : 'queue-empty';
}

/** Whether it goes no further before its author has answered: there is less to do about it than about the rest. */
function waitsForAuthor({ safer }: Item): boolean {
  return safer?.state === 'wanted';
}

/** Whether whoever would read says first whether something ties them to the case. */
function asksForTies(refusal: ApiProblem): boolean {
  return refusal.slug === 'blocked' && refusal.facts['blockers'] === 'conflict-not-declared';
}

/**
 * Takes the oldest that is this person's to take: what they wrote, read or withheld themselves is for
 * somebody else, and must not stand in the way of the rest; nor does what waits for its author, which
 * comes last. Gives where to go on: to the item, or to the question that is asked before it can be
 * taken. Throws not-yours where all of it is somebody else’s.
 */
async function takeOldest(free: readonly Item[]): Promise<string> {
  const inTurn = [...free.filter((one) => !waitsForAuthor(one)), ...free.filter(waitsForAuthor)];
  for (const { item, case: its } of inTurn) {
    try {
      await claim(item);
      return `/review/${item}`;
    } catch (refusal) {
      if (!(refusal instanceof ApiProblem)) throw refusal;
      if (asksForTies(refusal)) return `/cases/${its}/record/conflict/${item}`;
      if (refusal.status !== 403) throw refusal;
    }
  }
  throw new Plain('not-yours');
}

interface RowFacts {
  readonly item: Item;
  readonly name: string | undefined;
  readonly line: string;
}

function Row({ item, name, line }: RowFacts) {
  const appealed = appealLine(item);
  return (
    <li>
      <strong>{kindName(item)}</strong>
      {name !== undefined && (
        <p class="gb-list__line gb-list__line--plain">
          <bdi>{name}</bdi>
        </p>
      )}
      <p class="gb-list__line">{t('queue-since', { when: dayAndTime(item.created) })}</p>
      {appealed !== null && <p class="gb-list__line gb-list__line--plain">{appealed}</p>}
      <p class="gb-list__line">{line}</p>
    </li>
  );
}

export function Queue({ me }: { readonly me: Me }) {
  const source = useFetched(() => lists(me), [me.person]);
  const { free: ours, others: theirs } = source.fetched.is === 'here' ? source.fetched.value : NO_LISTS;
  const names = useCaseNames([...ours, ...theirs]);
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  useEvery(LOOK_EVERY, !working, source.again);

  const take = async (free: readonly Item[]): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      goTo(await takeOldest(free));
    } catch (refusal) {
      setProblem(refusal);
      setWorking(false);
      source.again();
    }
  };

  return (
    <Screen title={t('queue-title')} back="/">
      {problem !== null && <Trouble problem={problem} />}
      <Locked />
      <Shown of={source}>
        {(found) => {
          const { held, free, others } = found;
          return (
            <>
              <InYourHands held={held} />
              {held.length > 0 && lineOf(found) === 'queue-line' && <H2 says="queue-waiting" />}
              <P says={lineOf(found)} />
              {free.length > 0 && (
                <Button disabled={working} onPress={() => void take(free)}>
                  {t('queue-take')}
                </Button>
              )}
              <ol class="gb-list" aria-label={t('queue-title')}>
                {free.map((item) => (
                  <Row key={item.item} item={item} name={names.get(item.case)} line={t(waitsForAuthor(item) ? 'queue-author' : 'queue-free')} />
                ))}
                {others.map((item) => (
                  <Row key={item.item} item={item} name={names.get(item.case)} line={t('queue-colleague')} />
                ))}
              </ol>
            </>
          );
        }}
      </Shown>
    </Screen>
  );
}
