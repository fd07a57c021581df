/** Everything that somebody without an account decides, what they said to it, and on which day. */
import { day } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { Link } from '../../ui/buttons.tsx';
import { LeftOut } from '../../ui/left-out.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Shown, useFetched } from '../../ui/waiting.tsx';
import { Lead, P } from '../../ui/words.tsx';
import type { Choice, Topic } from '../participant/own-choices.ts';
import { whoIs } from './acting.ts';
import { saidBefore, TOPICS, type SaidBefore } from './spoken.ts';

export interface WhoseFacts {
  readonly caseId: string;
  readonly person: string;
}

/** "Recordings: they said yes on Friday 20 November 2026." */
export function spokenStanding({ medium, standing, at }: Choice): string {
  const said = t(`spoken-standing-${standing}`, { day: day(at) });
  return medium === 'any' ? said : `${t(`spoken-medium-${medium}`)}: ${said}`;
}

export function WhatTheySay({ caseId, person }: WhoseFacts) {
  const source = useFetched(() => saidBefore(caseId, person), [caseId, person]);
  return (
    <Shown of={source} title={t('could-not-show')}>
      {(said) => <Said said={said} />}
    </Shown>
  );
}

function Said({ said: { acting, all, hearing, leftOut } }: { readonly said: SaidBefore }) {
  const at = `/words/${acting.case}/${acting.person}`;
  return (
    <Screen title={t('spoken-title')} back="/" caption={whoIs(acting)}>
      <Lead says="spoken-line" />
      <LeftOut codes={leftOut} />
      <ul class="gb-list">
        {TOPICS.filter((topic) => all.some((one) => one.topic === topic)).map((topic) => (
          <Row key={topic} at={at} topic={topic} said={all.filter((one) => one.topic === topic)} />
        ))}
        <li>
          <Link to={`${at}/hearing`}>{t('spoken-hearing-title')}</Link>
          <p class="gb-list__line">{t(`spoken-hearing-now-${hearing?.standing ?? 'undecided'}`)}</p>
        </li>
      </ul>
      <P says="spoken-side" />
    </Screen>
  );
}

function Row({ at, topic, said }: { readonly at: string; readonly topic: Topic; readonly said: readonly Choice[] }) {
  return (
    <li>
      <Link to={`${at}/${topic}`}>{t(`spoken-topic-${topic}`)}</Link>
      {said.map((one) => (
        <p class="gb-list__line" key={one.medium}>
          {spokenStanding(one)}
        </p>
      ))}
    </li>
  );
}
