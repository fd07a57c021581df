/**
 * What an author is told of a no: the reason in plain words, what the reader says, and what they can do
 * now. Nothing of it reaches the other side.
 */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Item } from '../../api/types.ts';
import { hasWords, t } from '../../i18n/words.ts';
import { Button, ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { LeftOut } from '../../ui/left-out.tsx';
import { Said } from '../../ui/said.tsx';
import { Shown, useFetched } from '../../ui/waiting.tsx';
import { H2, Lead, P } from '../../ui/words.tsx';
import { OwnContent } from './own-content.tsx';
import { seeOwn } from '../item-kinds.ts';
import { saidAbout, type SaidAbout } from './said-about.ts';

interface DecidedFacts {
  readonly item: Item;
}

export function Returned({ item }: DecidedFacts) {
  const letter = item.kind === 'letter';
  return (
    <>
      <Lead says="own-returned" />
      <WithWords item={item}>
        {({ returned }) => (
          <>
            <Why item={item} words={returned} />
            <P says="own-returned-next" />
            {item.kind !== 'captions' && (
              <Buttons>
                <ButtonLink to={`/items/${item.item}/again`}>
                  {t(letter ? 'next-letter' : 'next-recording')}
                </ButtonLink>
              </Buttons>
            )}
          </>
        )}
      </WithWords>
      <ReadBack item={item} />
    </>
  );
}

export function Withheld({ item }: DecidedFacts) {
  return (
    <>
      <Lead says="own-withheld" />
      <WithWords item={item}>
        {({ withheld, lookedAgain }) => (
          <>
            <Why item={item} words={withheld} />
            {lookedAgain ? (
              <P says="own-looked-again" />
            ) : (
              <>
                <P says="own-withheld-next" />
                <Buttons>
                  <ButtonLink to={`/items/${item.item}/appeal`}>{t('appeal-link')}</ButtonLink>
                </Buttons>
              </>
            )}
            <P says="own-withheld-talk" />
          </>
        )}
      </WithWords>
      <ReadBack item={item} />
    </>
  );
}

/** Nothing where nobody asked for another look, or where that cannot be told now. */
export function AskedAgain({ item }: DecidedFacts) {
  const { fetched } = useFetched(() => saidAbout(item), [item.item, item.version]);
  if (fetched.is !== 'here' || !fetched.value.askedAgain) return null;
  return <P says="own-asked-again" />;
}

interface WithWordsFacts extends DecidedFacts {
  readonly children: (said: SaidAbout) => ComponentChildren;
}

function WithWords({ item, children }: WithWordsFacts) {
  const source = useFetched(() => saidAbout(item), [item.item, item.version, item.status]);
  return (
    <Shown of={source}>
      {(said) => (
        <>
          <LeftOut codes={said.leftOut} />
          {children(said)}
        </>
      )}
    </Shown>
  );
}

function whyOf(item: Item): string {
  const why = `why-${item.reason ?? 'other'}`;
  return t(hasWords(why) ? why : 'why-other');
}

/** Why, and what the reader says. Words that did not verify are not shown. */
export function Why({ item, words }: DecidedFacts & { readonly words: string | null }) {
  return (
    <section class="gb-panel" aria-labelledby="why-title">
      <h2 class="gb-panel__title" id="why-title">
        {t('why-title')}
      </h2>
      <p class="govuk-body">{whyOf(item)}</p>
      {words !== null && (
        <>
          <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{t('why-words')}</h3>
          <Said text={words} />
        </>
      )}
    </section>
  );
}

function ReadBack({ item }: DecidedFacts) {
  const [reading, setReading] = useState(false);
  if (!reading) {
    return (
      <Button look="quiet" onPress={() => setReading(true)}>
        {t(seeOwn(item))}
      </Button>
    );
  }
  return (
    <>
      <H2 says="own-sent-so-far" />
      <OwnContent item={item} />
    </>
  );
}
