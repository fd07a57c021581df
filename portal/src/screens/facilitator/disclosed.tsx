/**
 * What readers disclosed in a case, with what they said to the team. Owns showing it to all of the team;
 * looking into it is a supervisor's who did not disclose it.
 */
import { groundOf } from '../../api/cases.ts';
import { disclosures } from '../../api/disclosing.ts';
import { notes } from '../../api/items.ts';
import type { Case } from '../../api/types.ts';
import { dayAndTime } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { me, storePins, vault } from '../../session/session.ts';
import { ButtonLink } from '../../ui/buttons.tsx';
import { LeftOut } from '../../ui/left-out.tsx';
import { Said } from '../../ui/said.tsx';
import { useEvery, useFetched } from '../../ui/waiting.tsx';
import { H2, P } from '../../ui/words.tsx';
import type { SaidDisclosure } from '../../vault/messages-disclosing.ts';
import { recordsAddress } from './preparing/acting.tsx';

const LOOK_EVERY = 30_000;

interface Shown {
  readonly disclosures: readonly SaidDisclosure[];
  readonly leftOut: readonly string[];
}

async function disclosedIn(found: Case): Promise<Shown> {
  const shown = await disclosures(found.case);
  if (shown.length === 0) return { disclosures: [], leftOut: [] };
  const about = { ground: groundOf(found), case: found.case, notes: await notes(found.case) };
  const read = await vault().do.openDisclosures({ ...about, disclosures: shown });
  await storePins(read.pinsMoved);
  return read;
}

/** Nothing where nothing was disclosed. */
export function Disclosed({ found }: { readonly found: Case }) {
  const source = useFetched(() => disclosedIn(found), [found.case]);
  useEvery(LOOK_EVERY, true, source.again);
  if (source.fetched.is !== 'here') return null;
  const { disclosures: all, leftOut } = source.fetched.value;
  if (all.length === 0 && leftOut.length === 0) return null;
  return (
    <>
      <H2 says="disclosed-title" />
      <P says="disclosed-what" />
      <LeftOut codes={leftOut} />
      {all.map((one, index) => (
        <One key={index} id={found.case} one={one} />
      ))}
    </>
  );
}

function One({ id, one }: { readonly id: string; readonly one: SaidDisclosure }) {
  const looks = me().roles.includes('supervisor') && !one.own;
  const name = `disclosed-${one.at}-${one.item}`;
  return (
    <section class="gb-panel gb-panel--trouble" aria-labelledby={name}>
      <h3 class="gb-panel__title" id={name}>
        {t(`danger-reason-${one.reason}`)}
      </h3>
      <p class="govuk-body">{t('disclosed-to', { to: t(`danger-to-${one.to}`), when: dayAndTime(one.at) })}</p>
      {one.words === null ? <P says="disclosed-no-words" /> : <Said text={one.words} />}
      {looks && (
        <p class="govuk-!-margin-top-3 govuk-!-margin-bottom-0">
          <ButtonLink to={`${recordsAddress(id)}/disclosure/${one.item}`} look="quiet">
            {t('disclosed-look-into')}
          </ButtonLink>
        </p>
      )}
    </section>
  );
}
