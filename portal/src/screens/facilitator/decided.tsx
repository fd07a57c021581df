/** What follows once an item was returned, withheld or escalated. */
import { useState } from 'preact/hooks';
import { t } from '../../i18n/words.ts';
import { ButtonLink } from '../../ui/buttons.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Lead, P } from '../../ui/words.tsx';
import { CountersigningNotice, type Uncountersigned } from './countersigning.tsx';

interface DecidedFacts {
  readonly way: 'return' | 'withhold' | 'escalate';
  readonly left: Uncountersigned | null;
}

export function Decided({ way, left: first }: DecidedFacts) {
  const [left, setLeft] = useState(first);
  return (
    <Screen title={t(`done-${way}-title`)}>
      <Lead says={`done-${way}-what`} />
      <P says={`done-${way}-next`} />
      {left !== null && <CountersigningNotice left={left} onLeft={setLeft} />}
      <ButtonLink to="/review">{t('back-to-queue')}</ButtonLink>
    </Screen>
  );
}
