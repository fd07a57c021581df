/** Between answering an invitation and being confirmed by the person who made it. */
import { t } from '../../i18n/words.ts';
import { refreshMe } from '../../session/session.ts';
import { Screen } from '../../ui/screen.tsx';
import { Lead, P } from '../../ui/words.tsx';
import { useEvery } from '../../ui/waiting.tsx';

const LOOK_EVERY = 5000;

/** For a participant that is their facilitator; for staff, an administrator. */
export function WaitingToBeConfirmed({ staff }: { readonly staff: boolean }) {
  useEvery(LOOK_EVERY, true, () => void refreshMe().catch(() => undefined));
  return (
    <Screen title={t(staff ? 'waiting-staff-title' : 'waiting-title')}>
      <Lead says="waiting-what" />
      <P says={staff ? 'waiting-staff-next' : 'waiting-next'} />
      <P says="waiting-close" />
    </Screen>
  );
}
