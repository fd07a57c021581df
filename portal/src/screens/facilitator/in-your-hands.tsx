/** What this facilitator has taken and not decided: always in sight, until it is decided. */
import type { Item } from '../../api/types.ts';
import { dayAndTime } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { Timeline } from '../../ui/lists.tsx';
import { H2 } from '../../ui/words.tsx';
import { useCaseNames } from './cards.ts';
import { kindName } from './item-names.ts';
import { appealLine } from './said-before.tsx';

export function InYourHands({ held }: { readonly held: readonly Item[] }) {
  const names = useCaseNames(held);
  if (held.length === 0) return null;
  return (
    <>
      <H2 says="in-your-hands" />
      <Timeline
        entries={held.map((item) => ({
          name: kindName(item),
          of: names.get(item.case),
          to: `/review/${item.item}`,
          line: appealLine(item) ?? t('queue-yours'),
          when: t('queue-since', { when: dayAndTime(item.created) }),
        }))}
      />
    </>
  );
}
