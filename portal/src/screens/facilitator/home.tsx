/** Where a member of staff lands: first what is in their hands, then what there is to do. */
import { heldReviews } from '../../api/items.ts';
import type { Me } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { TaskList } from '../../ui/lists.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Shown, useEvery, useFetched } from '../../ui/waiting.tsx';
import { H2 } from '../../ui/words.tsx';
import { InYourHands } from './in-your-hands.tsx';
import { Locked } from './locked.tsx';

const LOOK_EVERY = 15_000;

function Held() {
  const source = useFetched(heldReviews, []);
  useEvery(LOOK_EVERY, true, source.again);
  return (
    <Shown of={source}>
      {(held) => (
        <>
          <InYourHands held={held} />
          {held.length > 0 && <H2 says="staff-home-tasks" />}
        </>
      )}
    </Shown>
  );
}

export function Home({ me }: { readonly me: Me }) {
  return (
    <Screen title={t('staff-home-title')}>
      {me.roles.includes('supervisor') && <Locked />}
      {me.roles.includes('facilitator') && <Held />}
      <TaskList
        id="tasks"
        tasks={[
          { name: t('task-work'), hint: t('task-work-hint'), to: '/work' },
          { name: t('task-review'), hint: t('task-review-hint'), to: '/review' },
          { name: t('task-cases'), hint: t('task-cases-hint'), to: '/cases' },
          ...(me.roles.includes('liaison') ? [{ name: t('task-acting'), hint: t('task-acting-hint'), to: '/jobs' }] : []),
        ]}
      />
    </Screen>
  );
}
