/** Everything that this person decides for themselves: what they said to it, and on which day. */
import type { Me } from '../../api/types.ts';
import { day } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { ButtonLink, Link } from '../../ui/buttons.tsx';
import { LeftOut } from '../../ui/left-out.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Plain } from '../../ui/trouble.tsx';
import { Shown, useFetched } from '../../ui/waiting.tsx';
import { H2, Lead, P } from '../../ui/words.tsx';
import { ownChoices, type Choice, type OwnChoices, type Topic } from './own-choices.ts';

/** "Letters: you said yes on Friday 20 November 2026." */
export function standingWords({ medium, standing, at }: Choice): string {
  return t(`standing-${medium}-${standing}`, { day: day(at) });
}

/** As `ownChoices`; rejects where there is nothing to decide about yet. */
export async function choicesOf(me: Me): Promise<OwnChoices> {
  const choices = await ownChoices(me);
  if (choices === null) throw new Plain('nobody-yet');
  return choices;
}

export function Choices({ me }: { readonly me: Me }) {
  const source = useFetched(() => choicesOf(me), [me.person]);
  return (
    <Screen title={t('choices-title')} back="/">
      <Lead says="choices-line" />
      <Shown of={source}>{(choices) => <Decisions choices={choices} />}</Shown>
    </Screen>
  );
}

function Decisions({ choices: { all, leftOut } }: { readonly choices: OwnChoices }) {
  const topics = [...new Set(all.map(({ topic }) => topic))];
  const takesPart = all.some(({ topic, standing }) => topic === 'take-part' && standing === 'yes');
  return (
    <>
      <LeftOut codes={leftOut} />
      <ul class="gb-list">
        {topics.map((topic) => (
          <Row key={topic} topic={topic} choices={all.filter((one) => one.topic === topic)} />
        ))}
      </ul>
      <H2 says="stop-title" />
      <P says={takesPart ? 'stop-line' : 'stop-not-taking-part'} />
      {takesPart && (
        <ButtonLink to="/choices/take-part/any/back" look="quiet">
          {t('stop-taking-part')}
        </ButtonLink>
      )}
    </>
  );
}

function Row({ topic, choices }: { readonly topic: Topic; readonly choices: readonly Choice[] }) {
  return (
    <li>
      <Link to={`/choices/${topic}`}>{t(`topic-${topic}`)}</Link>
      {choices.map((choice) => (
        <p class="gb-list__line" key={choice.medium}>
          {standingWords(choice)}
        </p>
      ))}
    </li>
  );
}
