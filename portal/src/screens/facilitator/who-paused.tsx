/** Who of a case has it stand still now, each by their own signed word. */
import { groundOf } from '../../api/cases.ts';
import { pauses } from '../../api/practice.ts';
import type { Case } from '../../api/types.ts';
import { day } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { storePins, vault } from '../../session/session.ts';
import { LeftOut } from '../../ui/left-out.tsx';
import type { SaidPause } from '../../vault/messages-practice.ts';
import { roleOf } from './preparing/so-far.ts';

export interface Pausing {
  readonly standing: readonly SaidPause[];
  readonly leftOut: readonly string[];
}

/** The last word of each, where it is that everything stands still. */
export async function pausing(found: Case): Promise<Pausing> {
  const shown = await pauses(found.case);
  if (shown.length === 0) return { standing: [], leftOut: [] };
  const said = await vault().do.openSaid({
    ground: groundOf(found),
    case: found.case,
    consents: [],
    acknowledgements: [],
    records: [],
    pauses: shown,
  });
  await storePins(said.pinsMoved);
  const last = new Map(said.pauses.map((one) => [one.person, one]));
  return {
    standing: [...last.values()].filter(({ paused }) => paused === 'yes'),
    leftOut: said.leftOut,
  };
}

export function WhoPaused({ found, paused: { standing, leftOut } }: { readonly found: Case; readonly paused: Pausing }) {
  return (
    <>
      <LeftOut codes={leftOut} />
      {standing.length > 0 && (
        <section class="gb-panel" aria-labelledby="who-paused">
          <h2 class="gb-panel__title" id="who-paused">
            {t('who-paused-title')}
          </h2>
          {standing.map(({ person, at }) => (
            <p class="govuk-body" key={person}>
              {t(`who-paused-${roleOf(found, person) ?? 'harmed'}`, { day: day(at) })}
            </p>
          ))}
          <p class="govuk-body govuk-!-margin-bottom-0">{t('who-paused-means')}</p>
        </section>
      )}
    </>
  );
}
