/** Chooses the settings screen for an address; after a recovery code, a new passphrase first. */
import type { Me, Proof } from '../../api/types.ts';
import { place } from '../../router.ts';
import { ButtonLink } from '../../ui/buttons.tsx';
import { t } from '../../i18n/words.ts';
import { Screen } from '../../ui/screen.tsx';
import { H2, P } from '../../ui/words.tsx';
import { NewWays } from './new-ways.tsx';
import { Sessions } from './sessions.tsx';

interface SettingsFacts {
  readonly me: Me;
  readonly recovered: Proof | null;
}

export function Settings({ me, recovered }: SettingsFacts) {
  if (recovered !== null || place.value[1] === 'passphrase') return <NewWays me={me} recovered={recovered} />;
  return (
    <Screen title={t('settings')} back="/">
      <Sessions />
      <H2 says="ways-title" />
      <P says="ways-what" />
      <ButtonLink to="/settings/passphrase" look="quiet">
        {t('ways-choose')}
      </ButtonLink>
    </Screen>
  );
}
