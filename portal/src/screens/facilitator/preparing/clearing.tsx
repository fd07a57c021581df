/** What clears something that stands in the way: who does it, and where it is recorded if anywhere here. */
import type { Case, Obstacle, StaffRole } from '../../../api/types.ts';
import { hasWords, t } from '../../../i18n/words.ts';
import { me } from '../../../session/session.ts';
import { Link } from '../../../ui/buttons.tsx';
import { recordsAddress } from './acting.tsx';

/** The pages of acts that are about nobody. Empty: among what is recorded it is seen of whom. */
const PAGES: Readonly<Record<string, string>> = {
  'assess-risk': '/risk',
  'clear-proceedings': '/proceedings',
  'agree-plan': '/plan',
  'declare-conflict': '/conflict',
  'ask-for-two-readers': '/two-readers',
  'sign-off': '/sign-off',
  'settle-restriction': '',
  'get-clearance': '',
  'confirm-day': '',
  'record-age': '/age',
  'ask-guardian': '',
  'record-employment': '/employment',
  'record-harm': '/harm',
};

/** Whose signature alone the service takes: nobody else is led there. */
const WHOSE: Readonly<Record<string, StaffRole>> = { 'sign-off': 'supervisor', 'ask-for-two-readers': 'facilitator' };

function addressOf(found: Case, act: string): string | null {
  const role = WHOSE[act];
  if (role !== undefined && !me().roles.includes(role)) return null;
  const page = PAGES[act];
  return page === undefined ? null : recordsAddress(found.case) + page;
}

interface ClearingFacts {
  readonly found: Case;
  readonly obstacle: Obstacle;
  /** Whose acts they are, in words. */
  readonly who: readonly string[];
  /** Where it is done, for an act about one person. */
  readonly to?: string | null | undefined;
}

export function Clearing({ found, obstacle: { act }, who, to = addressOf(found, act) }: ClearingFacts) {
  return (
    <>
      <p class="gb-list__line">{hasWords(`how-${act}`) ? t(`how-${act}`) : who.join(' ')}</p>
      {to !== null && (
        <p class="govuk-body govuk-!-margin-bottom-0">
          <Link to={to}>{t(`act-${act}`)}</Link>
        </p>
      )}
    </>
  );
}
