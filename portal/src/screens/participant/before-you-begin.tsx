/** What this person is asked before they write, record or receive: one task for each thing. */
import type { ComponentChildren } from 'preact';
import type { Me } from '../../api/types.ts';
import { day } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { ButtonLink, Link } from '../../ui/buttons.tsx';
import { LeftOut } from '../../ui/left-out.tsx';
import { TaskList } from '../../ui/lists.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useFetched, Waiting } from '../../ui/waiting.tsx';
import { H2, Lead, P } from '../../ui/words.tsx';
import { choicesSeen, missingFor, ownChoices, stopped, undecided, type OwnChoices, type Topic } from './own-choices.ts';

function Tasks({ topics }: { readonly topics: readonly Topic[] }) {
  return (
    <TaskList
      id="before"
      tasks={topics.map((topic) => ({
        name: t(`before-${topic}`),
        hint: t(`before-hint-${topic}`),
        to: `/choices/${topic}`,
      }))}
    />
  );
}

/** The first thing on one's own page, until everything was decided. */
export function BeforeYouBegin({ choices }: { readonly choices: OwnChoices }) {
  const over = stopped(choices);
  if (over !== null) {
    return (
      <div class="govuk-inset-text">
        <p class="govuk-body">{t('home-stopped', { day: day(over.at) })}</p>
        <p class="govuk-body govuk-!-margin-bottom-0">
          <Link to="/choices">{t('home-stopped-change')}</Link>
        </p>
      </div>
    );
  }
  const topics = undecided(choices);
  return (
    <>
      <LeftOut codes={choices.leftOut} />
      {topics.length > 0 && (
        <>
          <H2 says="before-title" />
          <P says="before-line" />
          <Tasks topics={topics} />
        </>
      )}
      {topics.length === 0 && choices.hearing === null && (
        <section class="gb-panel" aria-labelledby="hearing-first">
          <h2 class="gb-panel__title" id="hearing-first">
            {t('hearing-first-title')}
          </h2>
          <p class="govuk-body">{t('hearing-first-line')}</p>
          <ButtonLink to="/hearing">{t('hearing-first-go')}</ButtonLink>
        </section>
      )}
    </>
  );
}

interface AgreedFacts {
  readonly me: Me;
  readonly medium: 'letter' | 'recording' | 'paper';
  readonly children: ComponentChildren;
}

/**
 * Shows what writing or recording needs of this person instead of letting them fail at the end.
 * Where their choices cannot be fetched nothing is in the way: the service asks again.
 */
export function OnceAgreed({ me, medium, children }: AgreedFacts) {
  const { fetched } = useFetched(() => ownChoices(me), [me.person]);
  const seen = fetched.is === 'here' ? fetched.value : choicesSeen(me);
  if (fetched.is === 'waiting' && seen === null) return <Waiting />;
  const missing = seen === null ? [] : missingFor(seen, medium);
  if (missing.length === 0) return <>{children}</>;
  return (
    <Screen title={t('before-title')} back="/">
      <Lead says={`before-${medium}`} />
      <Tasks topics={missing} />
      <P says="before-choice" />
      <ButtonLink to="/" look="quiet">
        {t('back-home')}
      </ButtonLink>
    </Screen>
  );
}
