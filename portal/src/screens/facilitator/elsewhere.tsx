/** Where somebody lands whose work this page does not have: it says where it is done, and no more. */
import type { Me } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { Screen } from '../../ui/screen.tsx';
import { P } from '../../ui/words.tsx';

const DONE_ELSEWHERE = ['administrator', 'auditor'] as const;

export function Elsewhere({ me }: { readonly me: Me }) {
  return (
    <Screen title={t('elsewhere-title')}>
      {DONE_ELSEWHERE.filter((role) => me.roles.includes(role)).map((role) => (
        <P key={role} says={`elsewhere-${role}`} />
      ))}
      <P says="elsewhere-settings" />
    </Screen>
  );
}
