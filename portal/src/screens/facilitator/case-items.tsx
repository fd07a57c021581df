/**
 * What was sent in a case, newest first, and where each is, so that nothing of a case is known from a
 * queue alone. Owns how that reads; what is done about an item is done on the page it leads to.
 */
import { items } from '../../api/items.ts';
import type { Case, Item } from '../../api/types.ts';
import { dayAndTime } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { me } from '../../session/session.ts';
import { Link } from '../../ui/buttons.tsx';
import { Shown, useEvery, useFetched } from '../../ui/waiting.tsx';
import { H2, P } from '../../ui/words.tsx';
import { kindName } from './item-names.ts';
import { roleOf } from './preparing/so-far.ts';

const LOOK_EVERY = 20_000;

async function itemsOf(caseId: string): Promise<readonly Item[]> {
  return (await items()).filter((one) => one.case === caseId && one.part === 'staff');
}

export function CaseItems({ found }: { readonly found: Case }) {
  const source = useFetched(() => itemsOf(found.case), [found.case]);
  useEvery(LOOK_EVERY, true, source.again);
  return (
    <>
      <H2 says="case-items-title" />
      <Shown of={source}>
        {(sent) =>
          sent.length === 0 ? (
            <P says="case-items-none" />
          ) : (
            <ol class="gb-list" aria-label={t('case-items-title')}>
              {sent.map((item) => (
                <Row key={item.item} found={found} item={item} />
              ))}
            </ol>
          )
        }
      </Shown>
    </>
  );
}

function Row({ found, item }: { readonly found: Case; readonly item: Item }) {
  const to = placeOf(item);
  const role = roleOf(found, item.author);
  return (
    <li>
      {to === null ? <strong>{kindName(item)}</strong> : <Link to={to}>{kindName(item)}</Link>}
      {role !== null && <p class="gb-list__line gb-list__line--plain">{t(`case-item-from-${role}`)}</p>}
      <p class="gb-list__line gb-list__line--plain">{t(isMine(item) ? 'queue-yours' : `case-item-${item.state ?? item.status}`)}</p>
      <p class="gb-list__line">{t('queue-since', { when: dayAndTime(item.created) })}</p>
    </li>
  );
}

function isMine({ state, claimed_by }: Item): boolean {
  return state === 'in_review' && claimed_by === me().person;
}

/** Where somebody goes on with it; null where nobody does here, or not they. */
function placeOf(item: Item): string | null {
  if (item.state === 'escalated') return `/danger/${item.item}`;
  return isMine(item) ? `/review/${item.item}` : null;
}
