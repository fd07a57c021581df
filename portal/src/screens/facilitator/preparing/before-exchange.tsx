/**
 * What stands in the way of an exchange now, as the service's gate says: for both directions, then for
 * each. Owns only how it reads; whether something may go ahead is decided by the gate alone.
 */
import { readiness } from '../../../api/practice.ts';
import type { Case, Obstacle, Way } from '../../../api/types.ts';
import { hasWords, t } from '../../../i18n/words.ts';
import { Shown, useEvery, useFetched } from '../../../ui/waiting.tsx';
import { P } from '../../../ui/words.tsx';
import { recordsAddress } from './acting.tsx';
import { Clearing } from './clearing.tsx';
import { mediaWords } from './plan.tsx';
import { roleOf, takingPart } from './so-far.ts';

const LOOK_EVERY = 10_000;

interface InTheWay {
  readonly obstacle: Obstacle;
  readonly way: Way;
}

/** An obstacle as it reads, in one direction or in both, with the media that it is in the way of. */
interface Standing extends InTheWay {
  readonly says: string;
  readonly media: readonly string[];
}

/** Obstacles of one's own choosing: what the plan leaves out is not in the way of anything. */
function isLeftOut({ blockers }: Way): boolean {
  return blockers.some(({ slug }) => slug === 'medium-not-in-plan');
}

/** What reads the same is the same: somebody who was not informed is in the way whoever writes. */
function standingIn(found: Case, ways: readonly Way[]): readonly Standing[] {
  const bySaying = new Map<string, Standing>();
  for (const way of ways) {
    for (const obstacle of way.blockers) {
      const says = obstacleWords(found, { obstacle, way });
      const media = new Set([...(bySaying.get(says)?.media ?? []), way.medium]);
      bySaying.set(says, { obstacle, way, says, media: [...media] });
    }
  }
  return [...bySaying.values()];
}

function isInEvery(found: Case, ways: readonly Way[], { says }: Standing): boolean {
  return ways.every((way) => way.blockers.some((obstacle) => obstacleWords(found, { obstacle, way }) === says));
}

function directionsOf(ways: readonly Way[]): readonly (readonly Way[])[] {
  const keys = [...new Set(ways.map(({ author, recipient }) => `${author} ${recipient}`))];
  return keys.map((key) => ways.filter(({ author, recipient }) => `${author} ${recipient}` === key));
}

export function BeforeExchange({ found }: { readonly found: Case }) {
  const source = useFetched(() => readiness(found.case), [found.case]);
  useEvery(LOOK_EVERY, true, source.again);
  if (takingPart(found).length < 2) return null;
  return (
    <section class="govuk-!-margin-bottom-7" aria-labelledby="before-exchange">
      <h2 class="govuk-heading-m" id="before-exchange">
        {t('before-exchange-title')}
      </h2>
      <Shown of={source}>{(ways) => <Ways found={found} ways={ways} />}</Shown>
    </section>
  );
}

function Ways({ found, ways }: { readonly found: Case; readonly ways: readonly Way[] }) {
  const open = ways.filter((way) => !isLeftOut(way));
  const planned = open.length > 0 ? open : ways;
  const everywhere = standingIn(found, planned).filter((one) => isInEvery(found, planned, one));
  const left = [...new Set(ways.filter((way) => !planned.includes(way)).map(({ medium }) => medium))];
  return (
    <>
      <P says={planned.every(({ blockers }) => blockers.length === 0) ? 'before-exchange-clear' : 'before-exchange-line'} />
      {everywhere.length > 0 && (
        <>
          <h3 class="govuk-heading-s">{t('both-directions')}</h3>
          <Obstacles found={found} standing={everywhere} all={planned} />
        </>
      )}
      {directionsOf(planned).map((direction) => (
        <Direction
          key={`${direction[0]?.author} ${direction[0]?.recipient}`}
          found={found}
          ways={direction}
          elsewhere={everywhere.map(({ says }) => says)}
        />
      ))}
      {left.length > 0 && <P says="not-in-plan" with={{ media: mediaWords(left) }} />}
    </>
  );
}

interface DirectionFacts {
  readonly found: Case;
  readonly ways: readonly Way[];
  /** What is said above for both directions. */
  readonly elsewhere: readonly string[];
}

function Direction({ found, ways, elsewhere }: DirectionFacts) {
  const [first] = ways;
  if (!first) return null;
  const standing = standingIn(found, ways).filter(({ says }) => !elsewhere.includes(says));
  const free = ways.filter(({ blockers }) => blockers.length === 0).map(({ medium }) => medium);
  return (
    <>
      <h3 class="govuk-heading-s">{t(`direction-${roleOf(found, first.author) ?? 'harmed'}`, { round: first.round })}</h3>
      {free.length > 0 && <P says="direction-clear" with={{ media: mediaWords(free) }} />}
      {standing.length === 0 && free.length === 0 && <P says="direction-nothing-else" />}
      {standing.length > 0 && <Obstacles found={found} standing={standing} all={ways} />}
    </>
  );
}

interface ObstaclesFacts {
  readonly found: Case;
  readonly standing: readonly Standing[];
  readonly all: readonly Way[];
}

function Obstacles({ found, standing, all }: ObstaclesFacts) {
  const media = new Set(all.map(({ medium }) => medium));
  return (
    <ul class="gb-list">
      {standing.map((one) => (
        <li key={one.says}>
          <strong>{one.says}</strong>
          {one.media.length < media.size && <p class="gb-list__line">{t('obstacle-media', { media: mediaWords(one.media) })}</p>}
          <Clearing found={found} obstacle={one.obstacle} who={whose(found, one)} to={pageOf(found, one)} />
        </li>
      ))}
    </ul>
  );
}

/** The person whom an obstacle is about; the author where it is about nobody. */
function aboutWhom({ obstacle: { slug }, way }: InTheWay): string {
  return slug.startsWith('recipient-') ? way.recipient : way.author;
}

function obstacleWords(found: Case, one: InTheWay): string {
  const { slug } = one.obstacle;
  const personal = `obstacle-${slug}-${roleOf(found, aboutWhom(one)) ?? 'harmed'}`;
  if (hasWords(personal)) return t(personal, { round: one.way.round });
  return t(hasWords(`obstacle-${slug}`) ? `obstacle-${slug}` : 'obstacle-other');
}

/** The pages of acts that are about one person; of others, `Clearing` knows where they are done. */
function pageOf(found: Case, one: Standing): string | undefined {
  const at = recordsAddress(found.case);
  if (one.obstacle.act === 'explain') return `${at}/explain/${aboutWhom(one)}`;
  return one.obstacle.act === 'prepare' ? `${at}/readiness/${aboutWhom(one)}/${one.way.round}` : undefined;
}

function whose(found: Case, { obstacle: { by }, way }: Standing): readonly string[] {
  return by.map((each) => {
    const person = each === 'author' ? way.author : each === 'recipient' ? way.recipient : null;
    return t(`by-${person === null ? each : (roleOf(found, person) ?? 'harmed')}`);
  });
}
