/**
 * What people asked to have on paper or with their facilitator: until when, and where it is opened and
 * signed for. Owns how it reads on the case's page, and in what manner something is handed over.
 */
import { evidence, items } from '../../api/items.ts';
import type { Case, Evidence, Item } from '../../api/types.ts';
import { dayAndTime } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { useEvery, useFetched } from '../../ui/waiting.tsx';
import { H2 } from '../../ui/words.tsx';
import type { Manner } from '../../vault/messages-offers.ts';
import { isHandedOver, mediumOf, windowOf } from '../accepted.ts';
import { isRead } from '../item-kinds.ts';
import { kindName } from './item-names.ts';
import { dayInCustody, NotYet, type DayInCustody } from './not-yet.tsx';
import { roleOf } from './preparing/so-far.ts';

const LOOK_EVERY = 20_000;

export interface Waiting {
  readonly item: Item;
  readonly papers: Evidence;
}

interface Listed extends Waiting {
  readonly day: DayInCustody;
}

/** What its recipients want handed over, as the service lists it. */
export async function waitingIn(caseId: string): Promise<readonly Listed[]> {
  const accepted = (await items()).filter((one) => one.case === caseId && (one.state === 'accepted' || one.state === 'released'));
  const found = await Promise.all(accepted.map(async (item) => ({ item, papers: await evidence(item.item) })));
  const wanted = found.filter(({ papers }) => isHandedOver(mediumOf(papers.acceptance)));
  const early = wanted.filter(({ item }) => item.state === 'accepted').flatMap(({ item }) => item.recipients);
  const days = await dayInCustody(caseId, early);
  return wanted.map((one) => ({ ...one, day: days(one.item.recipients[0] ?? '') }));
}

/** Nothing where nobody asked for it. */
export function ToHandOver({ found }: { readonly found: Case }) {
  const source = useFetched(() => waitingIn(found.case), [found.case]);
  useEvery(LOOK_EVERY, true, source.again);
  if (source.fetched.is !== 'here' || source.fetched.value.length === 0) return null;
  const listed = source.fetched.value;
  const people = new Set(listed.map(({ item }) => item.recipients[0] ?? ''));
  return (
    <>
      <H2 says="hand-over-title" />
      {[...people].map((person) => (
        <PackFor key={person} found={found} person={person} pack={printable(listed, person)} />
      ))}
      {listed.map((one) => (
        <OneToHandOver key={one.item.item} found={found} one={one} />
      ))}
    </>
  );
}

/** What of these one person wants on paper and can be given now, the oldest first. */
export function printable(waiting: readonly Waiting[], person: string): readonly Waiting[] {
  return waiting
    .filter((one) => one.item.state === 'released' && one.item.recipients[0] === person)
    .filter((one) => mannerOf(one) === 'printed' && isRead(one.item))
    // The service lists the newest first.
    .reverse();
}

export function mannerOf({ item, papers }: Waiting): Manner {
  if (mediumOf(papers.acceptance) === 'on-paper') return 'printed';
  return isRead(item) ? 'read-aloud' : 'played';
}

/** For whom it is and in what manner, in words. */
export function forWhom(found: Case, one: Waiting): string {
  const recipient = roleOf(found, one.item.recipients[0] ?? '') ?? 'harmed';
  return `${t(`role-${recipient}`)}: ${t(`hand-over-${mannerOf(one)}`)}`;
}

/** When they chose to have it. Null where their acceptance cannot be read. */
export function chosenWords({ papers }: Waiting): string | null {
  const chosen = windowOf(papers.acceptance);
  return chosen === null ? null : t('hand-over-when', { from: dayAndTime(chosen.from), until: dayAndTime(chosen.until) });
}

/** Where one person wants several on paper they are printed together. */
function PackFor({ found, person, pack }: { readonly found: Case; readonly person: string; readonly pack: readonly Waiting[] }) {
  if (pack.length < 2) return null;
  return (
    <Buttons>
      <ButtonLink to={`/cases/${found.case}/print/${person}`}>
        {t('print-pack-open', { who: t(`role-${roleOf(found, person) ?? 'harmed'}`) })}
      </ButtonLink>
    </Buttons>
  );
}

function OneToHandOver({ found, one }: { readonly found: Case; readonly one: Listed }) {
  const manner = mannerOf(one);
  const chosen = chosenWords(one);
  const at = `/cases/${found.case}/hand-over/${one.item.item}`;
  return (
    <section class="gb-panel" aria-label={t(`hand-over-${manner}`)}>
      <h3 class="gb-panel__title">{kindName(one.item)}</h3>
      <p class="govuk-body">{forWhom(found, one)}</p>
      {chosen !== null && <p class="govuk-body">{chosen}</p>}
      {one.item.state === 'released' ? (
        <Buttons>
          <ButtonLink to={`${at}/open`}>{t(`hand-over-open-${manner}`)}</ButtonLink>
          <ButtonLink to={at} look="quiet">
            {t('hand-over-done')}
          </ButtonLink>
        </Buttons>
      ) : (
        <NotYet found={found} recipient={one.item.recipients[0] ?? ''} day={one.day} chosen={windowOf(one.papers.acceptance)} />
      )}
    </section>
  );
}
