/** Where a member of staff lands. */
import { t } from '../../i18n/words.ts';
import { TaskList } from '../../ui/lists.tsx';
import { Screen } from '../../ui/screen.tsx';

export function Home() {
  return (
    <Screen title={t('staff-home-title')}>
      <TaskList
        id="tasks"
        tasks={[
          { name: t('task-review'), hint: t('task-review-hint'), to: '/review' },
          { name: t('task-cases'), hint: t('task-cases-hint'), to: '/cases' },
        ]}
      />
    </Screen>
  );
}
