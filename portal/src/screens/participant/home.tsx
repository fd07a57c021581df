/** Where a participant lands: what they can do, then what there is, without counts or urgency. */
import { heldForMe, items } from '../../api/items.ts';
import type { Item, Me } from '../../api/types.ts';
import { day } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { ButtonLink } from '../../ui/buttons.tsx';
import { TaskList, Timeline, type Entry } from '../../ui/lists.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Shown, useEvery, useFetched } from '../../ui/waiting.tsx';
import { H2, P } from '../../ui/words.tsx';
import { Waits, waitsForAnswer } from './agreeing.tsx';
import { BeforeYouBegin } from './before-you-begin.tsx';
import { isRead, ownName } from '../item-kinds.ts';
import { ownChoices, type OwnChoices } from './own-choices.ts';
import { PausedNotice } from './pausing.tsx';
import { sending } from './sending.ts';

const LOOK_EVERY = 20_000;

function nameOf(item: Item): string {
  if (item.part === 'recipient') return t(isRead(item) ? 'item-letter-for-you' : 'item-recording-for-you');
  return t(ownName(item));
}

export function statusOf(item: Item): string {
  if (item.part === 'recipient') return t(`status-recipient-${item.status}`);
  if (item.status === 'draft' && sending.value?.item === item.item) return t('status-author-sending');
  if (typeof item.kept_until === 'number') return t('status-author-draft-kept', { day: day(item.kept_until) });
  if (waitsForAnswer(item)) return t('status-author-changed');
  return t(`status-author-${item.status}`);
}

function entryOf(item: Item): Entry {
  return {
    name: nameOf(item),
    to: `/items/${item.item}`,
    line: statusOf(item),
    when: day(item.created),
  };
}

function Arrived({ item }: { readonly item: Item }) {
  return (
    <section class="gb-panel" aria-labelledby="arrived-title">
      <h2 class="gb-panel__title" id="arrived-title">
        {t('arrived-title')}
      </h2>
      <p class="govuk-body">{t('arrived-line')}</p>
      <ButtonLink to={`/items/${item.item}`}>{t('arrived-choose')}</ButtonLink>
    </section>
  );
}

interface Loaded {
  readonly all: readonly Item[];
  readonly held: readonly Item[];
  readonly choices: OwnChoices | null;
}

async function load(me: Me): Promise<Loaded> {
  const [all, held, choices] = await Promise.all([items(), heldForMe(), ownChoices(me)]);
  return { all, held, choices };
}

export function Home({ me }: { readonly me: Me }) {
  const source = useFetched(() => load(me), [me.person]);
  useEvery(LOOK_EVERY, true, source.again);
  return (
    <Screen title={t('home-title')}>
      <Shown of={source}>
        {({ all, held, choices }) => {
          const changed = all.find(waitsForAnswer);
          const arrived = all.filter((item) => item.part === 'recipient' && item.status === 'arrived').at(-1);
          return (
            <>
              {choices && choices.pausedSince !== null && <PausedNotice since={choices.pausedSince} />}
              {choices && <BeforeYouBegin choices={choices} />}
              {arrived && <Arrived item={arrived} />}
              {changed && <Waits title="agree-waits" item={changed} />}
              <H2 says="home-can-do" />
              <TaskList
                id="tasks"
                tasks={[
                  { name: t('task-write'), hint: t('task-write-hint'), to: '/letters/new' },
                  { name: t('task-paper'), hint: t('task-paper-hint'), to: '/paper/new' },
                  { name: t('task-record'), hint: t('task-record-hint'), to: '/recordings/new' },
                  { name: t('choices-title'), hint: t('choices-hint'), to: '/choices' },
                  {
                    name: t('hearing-title'),
                    hint: t(`hearing-now-${choices?.hearing?.standing ?? 'undecided'}`),
                    to: '/hearing',
                  },
                  { name: t('wish-title'), hint: t('wish-hint'), to: '/wishes' },
                  ...(choices?.hearing?.standing === 'only-if-asked' ? [{ name: t('ask-title'), hint: t('ask-hint'), to: '/asking' }] : []),
                ]}
              />
              <H2 says="home-so-far" />
              {all.length === 0 ? <P says="home-nothing" /> : <Timeline entries={all.map(entryOf)} />}
              {held.length > 0 && (
                <>
                  <H2 says="home-held" />
                  <Timeline entries={held.map(entryOf)} />
                </>
              )}
            </>
          );
        }}
      </Shown>
    </Screen>
  );
}
