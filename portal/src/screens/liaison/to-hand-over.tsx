/** What was entrusted to a liaison's team: to whom, how, between when, and whether now. */
import type { Delivery } from '../../api/types.ts';
import { dayAndTime } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { H2, P } from '../../ui/words.tsx';
import { whoIs, type Known } from './acting.ts';

/** By side and reference; nothing where one does not act for them any more. */
export function recipientOf(one: Delivery, people: readonly Known[]): string {
  const person = people.find((known) => known.case === one.case && known.person === one.person);
  return person === undefined ? '' : whoIs(person);
}

/** Paper is looked at and read out, whoever has no wish to have it printed. */
export function wayOf({ kind, way }: Delivery): Delivery['way'] {
  return kind === 'scan' && way === 'played' ? 'read-aloud' : way;
}

export function chosenWords({ begins, until }: Delivery): string {
  return t('hand-over-when', { from: dayAndTime(begins), until: dayAndTime(until) });
}

interface ListFacts {
  readonly found: readonly Delivery[];
  readonly people: readonly Known[];
}

/** Nothing where nothing was entrusted. */
export function ToHandOver({ found, people }: ListFacts) {
  if (found.length === 0) return null;
  return (
    <>
      <H2 says="hand-over-title" />
      {found.map((one) => (
        <OneToHandOver key={one.item} one={one} who={recipientOf(one, people)} />
      ))}
      <P says="deliver-days" />
    </>
  );
}

function OneToHandOver({ one, who }: { readonly one: Delivery; readonly who: string }) {
  return (
    <section class="gb-panel" aria-label={`${t(`acting-kind-${one.kind}`)}: ${who}`}>
      <h3 class="gb-panel__title">{t(`acting-kind-${one.kind}`)}</h3>
      <p class="govuk-body">
        {who}: {t(`hand-over-${wayOf(one)}`)}
      </p>
      <p class="govuk-body">{chosenWords(one)}</p>
      {one.ready ? (
        <Buttons>
          <ButtonLink to={`/deliveries/${one.item}`}>{t(`hand-over-open-${wayOf(one)}`)}</ButtonLink>
          <ButtonLink to={`/deliveries/${one.item}/done`} look="quiet">
            {t('hand-over-done')}
          </ButtonLink>
        </Buttons>
      ) : (
        <P says="deliver-not-now" />
      )}
    </section>
  );
}
