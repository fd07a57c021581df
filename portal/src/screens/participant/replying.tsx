/**
 * What the plan has of replies and media: said before somebody writes, and where they have read.
 * Owns only how it reads; the service says what the plan has, and holds an item to it.
 */
import type { ComponentChildren } from 'preact';
import { replyRights } from '../../api/practice.ts';
import type { Me, ReplyRights } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { ButtonLink } from '../../ui/buttons.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useFetched, Waiting } from '../../ui/waiting.tsx';
import { Lead, P } from '../../ui/words.tsx';
import type { PlanMedium } from '../../vault/messages-practice.ts';

/** Null while it is asked for, and where it cannot be told: then nothing is in the way, and the service asks again. */
export function useReplyRights({ person, case: own }: Me): { readonly waits: boolean; readonly rights: ReplyRights | null } {
  const { fetched } = useFetched(async () => (own === null ? null : await replyRights(own)), [person]);
  return { waits: fetched.is === 'waiting', rights: fetched.is === 'here' ? fetched.value : null };
}

interface PlannedFacts {
  readonly me: Me;
  readonly medium: PlanMedium;
  readonly children: ComponentChildren;
}

/** What is asked before writing or recording: that this was agreed, and a reply, where it would be one. */
export function OncePlanned({ me, medium, children }: PlannedFacts) {
  const { waits, rights } = useReplyRights(me);
  if (waits) return <Waiting />;
  const planned = rights === null || rights.media === null || rights.media.includes(medium);
  if (planned && (rights === null || rights.may_write)) return <>{children}</>;
  return (
    <Screen title={t(planned ? 'no-reply-title' : `not-planned-${medium}`)} back="/">
      <Lead says={planned ? 'no-reply-line' : 'not-planned-line'} />
      <P says={planned ? 'no-reply-ask' : 'not-planned-ask'} />
      <ButtonLink to="/" look="quiet">
        {t('back-home')}
      </ButtonLink>
    </Screen>
  );
}

/** To whoever writes: that what they send is not answered, where that was agreed. */
export function NoReplyToThis({ me }: { readonly me: Me }) {
  const { rights } = useReplyRights(me);
  const theirs = me.roles.includes('harmed') ? 'responsible' : 'harmed';
  if (rights === null || rights.reply === 'both' || rights.reply === theirs) return null;
  return <P says="no-reply-to-this" />;
}
