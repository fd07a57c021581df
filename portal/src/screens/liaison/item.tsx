/** What became of one thing that was sent for somebody, and what can be done about it now. */
import { itemById } from '../../api/items.ts';
import type { Item } from '../../api/types.ts';
import { day } from '../../i18n/dates.ts';
import { hasWords, t } from '../../i18n/words.ts';
import { ButtonLink } from '../../ui/buttons.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Progress, Shown, useEvery, useFetched } from '../../ui/waiting.tsx';
import { Lead, P } from '../../ui/words.tsx';
import { everybody, whoIs, type Known } from './acting.ts';
import { kindWords, refusedWords, standingWords } from './jobs.tsx';

const LOOK_EVERY = 5_000;

interface Loaded {
  readonly item: Item;
  /** For whom it is; null where one does not act for them any more. */
  readonly who: Known | null;
}

async function load(id: string): Promise<Loaded> {
  const [item, people] = await Promise.all([itemById(id), everybody()]);
  return { item, who: people.find((one) => one.case === item.case && one.person === item.author) ?? null };
}

export function SentItem({ id }: { readonly id: string }) {
  const source = useFetched(() => load(id), [id]);
  const waits = source.fetched.is === 'here' && source.fetched.value.item.status === 'processing';
  useEvery(LOOK_EVERY, waits, source.again);
  return (
    <Shown of={source} title={t('could-not-show')}>
      {({ item, who }) => (
        <Screen title={kindWords(item)} back="/" caption={who === null ? '' : whoIs(who)}>
          <Lead says="acting-sent-on" with={{ day: day(item.created) }} />
          <p class="govuk-body">{standingWords(item)}</p>
          <Next item={item} />
        </Screen>
      )}
    </Shown>
  );
}

function Next({ item }: { readonly item: Item }) {
  const send = `/send/${item.case}/${item.author}`;
  if (item.recalled === true) return null;
  switch (item.status) {
    case 'draft':
      return (
        <>
          <P says="acting-go-on" />
          <ButtonLink to={send}>{t('acting-go-on-button')}</ButtonLink>
        </>
      );
    case 'processing':
      return (
        <>
          <Progress label={t('made-safe-progress')} permille={item.processing?.permille ?? null} />
          <P says="made-safe-close" />
        </>
      );
    case 'failed':
    case 'lapsed':
    case 'returned':
      return (
        <>
          {item.status === 'failed' && <p class="govuk-body">{refusedWords(item)}</p>}
          {item.status === 'returned' && <Why item={item} />}
          <P says={`acting-replace-${item.status}`} />
          {item.kind !== 'letter' && item.kind !== 'captions' && <ButtonLink to={`${send}/instead/${item.item}`}>{t('replace-recording')}</ButtonLink>}
        </>
      );
    case 'withheld':
      return <Why item={item} />;
    default:
      return null;
  }
}

function Why({ item }: { readonly item: Item }) {
  const why = `why-${item.reason ?? ''}`;
  return (
    <>
      {item.reason !== 'other' && hasWords(why) && <p class="govuk-body">{t(why)}</p>}
      <P says="acting-ask-them" />
    </>
  );
}
