/** Having everything stand still for a while, and letting it go on: each asked once, with no reasons. */
import { useState } from 'preact/hooks';
import { pauses, storePause } from '../../api/practice.ts';
import type { Me } from '../../api/types.ts';
import { day } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { replaceWith } from '../../router.ts';
import { vault } from '../../session/session.ts';
import { Button, ButtonLink, Buttons, Link } from '../../ui/buttons.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Shown, useFetched } from '../../ui/waiting.tsx';
import { Lead, P, Points } from '../../ui/words.tsx';
import { choicesOf } from './choices.tsx';
import type { OwnChoices } from './own-choices.ts';

/** Signs one's own word and stores it. */
async function say(caseId: string, paused: 'yes' | 'no'): Promise<void> {
  const made = await vault().do.pause({ case: caseId, paused, pauses: await pauses(caseId) });
  await storePause(caseId, made.pause);
}

/** On one's own page, while one has paused. */
export function PausedNotice({ since }: { readonly since: number }) {
  return (
    <section class="gb-panel" aria-labelledby="paused-title">
      <h2 class="gb-panel__title" id="paused-title">
        {t('paused-title')}
      </h2>
      <p class="govuk-body">{t('paused-since', { day: day(since) })}</p>
      <ButtonLink to="/pause" look="quiet">
        {t('go-on')}
      </ButtonLink>
    </section>
  );
}

interface PausingFacts {
  readonly me: Me;
  /** After either: an address of its own, so that the links to the question lead there again. */
  readonly done: boolean;
}

export function Pausing({ me, done }: PausingFacts) {
  const source = useFetched(() => choicesOf(me), [me.person]);
  return (
    <Shown of={source} title={t('could-not-show')}>
      {(choices) => (done ? <Done paused={choices.pausedSince !== null} /> : <Asking choices={choices} />)}
    </Shown>
  );
}

function Asking({ choices: { case: caseId, pausedSince } }: { readonly choices: OwnChoices }) {
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const paused = pausedSince === null;
  const act = async (): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      await say(caseId, paused ? 'yes' : 'no');
      replaceWith('/pause/done');
    } catch (refusal) {
      setProblem(refusal);
      setWorking(false);
    }
  };
  return (
    <Screen title={t(paused ? 'pause-title' : 'go-on-title')} back="/">
      {problem !== null && <NothingShown problem={problem} />}
      <Lead says={paused ? 'pause-means' : 'go-on-means'} />
      {paused ? <Points says="pause-point" many={3} /> : <P says="go-on-line" />}
      <Buttons>
        <Button disabled={working} onPress={() => void act()}>
          {t(paused ? 'pause-yes' : 'go-on')}
        </Button>
        <ButtonLink to="/" look="quiet">
          {t(paused ? 'pause-no' : 'go-on-no')}
        </ButtonLink>
      </Buttons>
      <p class="govuk-body">
        {t('pause-or-stop')} <Link to="/choices/take-part/any/back">{t('stop-link')}</Link>
      </p>
    </Screen>
  );
}

function Done({ paused }: { readonly paused: boolean }) {
  return (
    <Screen title={t(paused ? 'paused-title' : 'gone-on-title')}>
      <Lead says={paused ? 'paused-done' : 'gone-on-done'} />
      {paused && <P says="paused-talk" />}
      <ButtonLink to="/" look="quiet">
        {t('back-home')}
      </ButtonLink>
    </Screen>
  );
}
