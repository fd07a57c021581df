/**
 * What was changed in one's own recording, and whether it may go on like that: played here to its end
 * before there is a yes; a no needs nothing. Tells nothing of anybody else.
 */
import { useState } from 'preact/hooks';
import * as api from '../../api/items.ts';
import type { Item } from '../../api/types.ts';
import { length } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { vault } from '../../session/session.ts';
import { Button, ButtonLink, Buttons, Link } from '../../ui/buttons.tsx';
import { EditList, EditNotes } from '../../ui/edits.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { openedOf, useOpened, type Opened } from '../../ui/opening.ts';
import { Recording, usePlayed } from '../../ui/recording.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Progress, useFetched, Waiting } from '../../ui/waiting.tsx';
import { H2, Lead, P } from '../../ui/words.tsx';
import type { Changed } from '../../vault/messages-safer.ts';
import { verifiedOwn } from './own-content.tsx';

interface Looked {
  readonly item: Item;
  readonly changed: Changed;
  readonly opened: Extract<Opened, { is: 'recording' }>;
}

/** Whether something was changed in it that its author can see: of what was taken back or came back nobody is asked. */
export function isAsked(item: Item): boolean {
  return item.safer != null && item.recalled !== true && item.status === 'with_facilitator';
}

/** Null where nothing was changed, or nobody is asked any more. */
async function looked(id: string): Promise<Looked | null> {
  const item = await api.itemById(id);
  if (!isAsked(item)) return null;
  const verified = await verifiedOwn(item);
  const { changed } = verified;
  if (changed === null || changed.edits.length === 0) return null;
  const opened = await openedOf(verified);
  return opened.is === 'recording' ? { item, changed, opened } : null;
}

export function Agreeing({ id }: { readonly id: string }) {
  const { fetched, again } = useFetched(() => looked(id), [id]);
  const back = `/items/${id}`;
  if (fetched.is === 'here' && fetched.value !== null) return <Asked key={fetched.value.changed.digest} looked={fetched.value} onAgain={again} />;
  return (
    <Screen title={t('agree-title')} back={back}>
      {fetched.is === 'waiting' && <Waiting says="checking-item" />}
      {fetched.is === 'trouble' && <NothingShown problem={fetched.problem} onAgain={again} />}
      {fetched.is === 'here' && <P says="agree-nothing" />}
    </Screen>
  );
}

type Answer = 'yes' | 'no';

async function answers(answer: Answer, { item, changed, opened }: Looked): Promise<void> {
  if (answer === 'no') {
    await api.disagree(item.item, changed.digest);
    return;
  }
  const { agreement } = await vault().do.agree({ handle: opened.handle });
  await api.agree(item.item, agreement);
}

function Asked({ looked: shown, onAgain }: { readonly looked: Looked; readonly onAgain: () => void }) {
  const { item, changed, opened } = shown;
  const [failure, setFailure] = useState<unknown>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const [answered, setAnswered] = useState<Answer | null>(null);
  useOpened(opened);
  const total = opened.durationMs;
  const [played, onPlayed] = usePlayed(total);
  const whole = played >= total;
  const answer = async (said: Answer): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      await answers(said, shown);
      setAnswered(said);
    } catch (refusal) {
      setProblem(refusal);
      setWorking(false);
    }
  };
  if (answered !== null) return <Answered answer={answered} id={item.item} />;
  return (
    <Screen title={t('agree-title')} back={`/items/${item.item}`}>
      {problem !== null && <NothingShown problem={problem} onAgain={onAgain} />}
      <Lead says={changed.agreed ? 'agree-done' : 'agree-what'} />
      <EditList edits={changed.edits} />
      <EditNotes edits={changed.edits} />
      {failure === null ? (
        <>
          <P says="agree-length" with={{ length: length(total) }} />
          <Recording
            handle={opened.handle}
            mediaType={opened.mediaType}
            stillFirst
            onFailure={setFailure}
            onPlayed={onPlayed}
          />
        </>
      ) : (
        <NothingShown problem={failure} />
      )}
      {!changed.agreed && (
        <>
          <Progress label={t('agree-covered', { percent: Math.floor((100 * played) / Math.max(total, 1)) })} permille={(1000 * played) / Math.max(total, 1)} />
          <p class="govuk-body" id="agree-line" role="status">
            {t(whole ? 'agree-covered-whole' : 'agree-covered-part')}
          </p>
          <H2 says="agree-question" />
          <P says="agree-either" />
          <Buttons>
            <Button disabled={!whole || working || failure !== null} describedBy="agree-line" onPress={() => void answer('yes')}>
              {t('agree-yes')}
            </Button>
            <Button look="quiet" disabled={working} onPress={() => void answer('no')}>
              {t('agree-no')}
            </Button>
          </Buttons>
        </>
      )}
    </Screen>
  );
}

function Answered({ answer, id }: { readonly answer: Answer; readonly id: string }) {
  return (
    <Screen title={t(`answered-${answer}-title`)}>
      <Lead says={`answered-${answer}-what`} />
      <P says={`answered-${answer}-next`} />
      <Buttons>
        <ButtonLink to={`/items/${id}`} look="quiet">
          {t('appealed-look')}
        </ButtonLink>
        <ButtonLink to="/" look="quiet">
          {t('back-home')}
        </ButtonLink>
      </Buttons>
    </Screen>
  );
}

/** Whether their word to what was changed in it is what it waits for. */
export function waitsForAnswer(item: Item): boolean {
  return isAsked(item) && item.safer?.state === 'wanted';
}

/** On the item’s own page: that it waits, or what was answered, with the way to look. */
export function WasChanged({ item }: { readonly item: Item }) {
  if (!isAsked(item)) return null;
  if (waitsForAnswer(item)) return <Waits title="agree-made-safer" item={item} />;
  return (
    <p class="govuk-body">
      {t(item.safer?.state === 'declined' ? 'agree-declined' : 'agree-agreed')} <Link to={`/items/${item.item}/changed`}>{t('agree-look')}</Link>
    </p>
  );
}

/** A panel for what waits, on its page and on one’s own. */
export function Waits({ item, title }: { readonly item: Item; readonly title: string }) {
  return (
    <section class="gb-panel" aria-labelledby="waits-title">
      <h2 class="gb-panel__title" id="waits-title">
        {t(title)}
      </h2>
      <p class="govuk-body">{t('agree-waits-line')}</p>
      <ButtonLink to={`/items/${item.item}/changed`}>{t('agree-look')}</ButtonLink>
    </section>
  );
}
