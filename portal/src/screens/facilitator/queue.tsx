/** What waits to be read, oldest first. Only the oldest can be taken: nothing is passed over. */
import { useState } from 'preact/hooks';
import { claim, reviews } from '../../api/items.ts';
import type { Item, Me } from '../../api/types.ts';
import { dayAndTime } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { goTo } from '../../router.ts';
import { Button } from '../../ui/buttons.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { Shown, useEvery, useFetched } from '../../ui/waiting.tsx';
import { P } from '../../ui/words.tsx';
import { kindName } from './item-names.ts';

const LOOK_EVERY = 15_000;

interface Lists {
  readonly mine: readonly Item[];
  readonly free: readonly Item[];
  readonly others: readonly Item[];
}

function sorted(all: readonly Item[], me: Me): Lists {
  const holder = (item: Item): string | null => item.claimed_by ?? null;
  return {
    mine: all.filter((item) => holder(item) === me.person),
    free: all.filter((item) => holder(item) === null),
    others: all.filter((item) => holder(item) !== null && holder(item) !== me.person),
  };
}

function Row({ item, line }: { readonly item: Item; readonly line: string }) {
  return (
    <li>
      <strong>{kindName(item)}</strong>
      <p class="gb-list__line">{t('queue-since', { when: dayAndTime(item.created) })}</p>
      <p class="gb-list__line">{line}</p>
    </li>
  );
}

export function Queue({ me }: { readonly me: Me }) {
  const source = useFetched(reviews, []);
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  useEvery(LOOK_EVERY, !working, source.again);

  const take = async (item: Item): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      await claim(item.item);
      goTo(`/review/${item.item}`);
    } catch (refusal) {
      setProblem(refusal);
      setWorking(false);
      source.again();
    }
  };

  return (
    <Screen title={t('queue-title')} back="/">
      {problem !== null && <Trouble problem={problem} />}
      <Shown of={source}>
        {(all) => {
          const { mine, free, others } = sorted(all, me);
          const next = mine[0] ?? free[0];
          return (
            <>
              <P says={all.length === 0 ? 'queue-empty' : 'queue-line'} />
              {next && (
                <Button disabled={working} onPress={() => void take(next)}>
                  {t(mine[0] ? 'queue-go-on' : 'queue-take')}
                </Button>
              )}
              <ol class="gb-list" aria-label={t('queue-title')}>
                {mine.map((item) => (
                  <Row key={item.item} item={item} line={t('queue-yours')} />
                ))}
                {free.map((item) => (
                  <Row key={item.item} item={item} line={t('queue-free')} />
                ))}
                {others.map((item) => (
                  <Row key={item.item} item={item} line={t('queue-colleague')} />
                ))}
              </ol>
            </>
          );
        }}
      </Shown>
    </Screen>
  );
}
