/**
 * What a reader of these cases has locked, because somebody may be in danger, and what they said to the
 * team. Owns telling it to everybody on the team; unlocking is another supervisor's, on a page of its own.
 */
import { items } from '../../api/items.ts';
import type { Item } from '../../api/types.ts';
import { dayAndTime } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { me } from '../../session/session.ts';
import { ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { LeftOut } from '../../ui/left-out.tsx';
import { Said } from '../../ui/said.tsx';
import { useEvery, useFetched } from '../../ui/waiting.tsx';
import { H2, P } from '../../ui/words.tsx';
import { openedNotes } from '../opened-notes.ts';
import { kindName } from './item-names.ts';

const LOOK_EVERY = 30_000;

interface LockedItem {
  readonly item: Item;
  /** Null where whoever locked it wrote nothing. */
  readonly words: string | null;
  readonly leftOut: readonly string[];
}

async function wordsAbout(item: Item): Promise<LockedItem> {
  const read = await openedNotes(item.case);
  const note = read.notes.find((one) => one.subject === item.item && one.field === `escalated-${item.version}`);
  return { item, words: note?.text ?? null, leftOut: read.leftOut };
}

async function lockedItems(): Promise<readonly LockedItem[]> {
  const locked = (await items()).filter(({ state }) => state === 'escalated');
  return Promise.all(locked.map(wordsAbout));
}

/** Nothing where nothing is locked, or while that cannot be fetched. */
export function Locked() {
  const source = useFetched(lockedItems, []);
  useEvery(LOOK_EVERY, true, source.again);
  if (source.fetched.is !== 'here' || source.fetched.value.length === 0) return null;
  return (
    <>
      <H2 says="locked-items-title" />
      <P says="locked-items-what" />
      {source.fetched.value.map((one) => (
        <OneLocked key={one.item.item} locked={one} />
      ))}
    </>
  );
}

function OneLocked({ locked: { item, words, leftOut } }: { readonly locked: LockedItem }) {
  const name = `locked-${item.item}`;
  return (
    <section class="gb-panel gb-panel--trouble" aria-labelledby={name}>
      <h3 class="gb-panel__title" id={name}>
        {kindName(item)}
      </h3>
      <p class="govuk-body">{t('queue-since', { when: dayAndTime(item.created) })}</p>
      {words === null ? (
        <p class="govuk-body">{t('locked-no-words')}</p>
      ) : (
        <>
          <p class="govuk-body govuk-!-font-weight-bold govuk-!-margin-bottom-1">{t('locked-words')}</p>
          <Said text={words} />
        </>
      )}
      <LeftOut codes={leftOut} />
      <p class="govuk-body govuk-!-margin-top-3">{t('locked-unlock')}</p>
      <Buttons>
        <ButtonLink to={`/danger/${item.item}`} look="careful">
          {t('danger-link')}
        </ButtonLink>
        {me().roles.includes('supervisor') && (
          <ButtonLink to={`/unlock/${item.item}`} look="quiet">
            {t('unlock-link')}
          </ButtonLink>
        )}
        <ButtonLink to={`/cases/${item.case}`} look="quiet">
          {t('locked-case')}
        </ButtonLink>
      </Buttons>
    </section>
  );
}
