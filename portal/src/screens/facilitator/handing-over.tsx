/**
 * Handing one thing over: what was released, opened for a reader of the team to print it, read it out or
 * play it; and, once that is done, a look at what is signed. The vault holds the recipient's own wish
 * before it opens or signs anything.
 */
import { useState } from 'preact/hooks';
import { caseById } from '../../api/cases.ts';
import { evidence, itemById } from '../../api/items.ts';
import { storeDelivery } from '../../api/offers.ts';
import type { Case } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { storePins, vault } from '../../session/session.ts';
import { Button, ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { Content } from '../../ui/content.tsx';
import type { Fact } from '../../ui/lists.tsx';
import { NothingShown, pageTitle } from '../../ui/nothing-shown.tsx';
import { openedOf, type Opened } from '../../ui/opening.ts';
import { Screen } from '../../ui/screen.tsx';
import { Plain } from '../../ui/trouble.tsx';
import { Shown, useFetched } from '../../ui/waiting.tsx';
import { P } from '../../ui/words.tsx';
import { countersign, type Uncountersigned } from './countersigning.tsx';
import { kindName } from './item-names.ts';
import { CheckBeforeSigning, Recorded } from './signing.tsx';
import { chosenWords, forWhom, mannerOf, type Waiting } from './to-hand-over.tsx';

interface HandFacts {
  readonly id: string;
  readonly item: string;
}

interface Loaded extends Waiting {
  readonly found: Case;
}

/** Throws not-found for what is not, or no longer, there to be handed over. */
async function load({ id, item }: HandFacts): Promise<Loaded> {
  const [found, one, papers] = await Promise.all([caseById(id), itemById(item), evidence(item)]);
  if (one.case !== id || one.state !== 'released') throw new Plain('not-found');
  return { found, item: one, papers };
}

export function HandingOver(about: HandFacts) {
  const source = useFetched(() => load(about), [about.id, about.item]);
  const [done, setDone] = useState<{ readonly left: Uncountersigned | null } | null>(null);
  if (done !== null) return <Recorded id={about.id} says="hand-over-recorded" left={done.left} />;
  return (
    <Shown of={source} title={t('could-not-show')}>
      {(loaded) => (
        <CheckBeforeSigning
          id={about.id}
          facts={handedOver(loaded)}
          means="hand-over-means"
          says="hand-over-sign"
          back={`/cases/${about.id}`}
          sign={() => signed(loaded)}
          onSigned={(left) => setDone({ left })}
        />
      )}
    </Shown>
  );
}

async function signed({ found, ...one }: Loaded): Promise<Uncountersigned | null> {
  const { item } = one.item;
  const made = await vault().do.deliver({ evidence: await evidence(item), item, case: found.case, manner: mannerOf(one) });
  await storeDelivery(item, made.delivery);
  await storePins(made.pinsMoved);
  return countersign(found.case, made.delivery);
}

function handedOver(loaded: Loaded): readonly Fact[] {
  return [
    { name: t('hand-over-what'), value: kindName(loaded.item) },
    { name: t('hand-over-who'), value: forWhom(loaded.found, loaded) },
    { name: t('hand-over-chosen'), value: chosenWords(loaded) ?? '' },
  ];
}

interface Ready extends Loaded {
  readonly opened: Opened;
  readonly lang: string;
}

async function open(about: HandFacts): Promise<Ready> {
  const loaded = await load(about);
  const { item, papers } = loaded;
  const verified = await vault().do.verifyToHandOver({ evidence: papers, item: item.item, case: item.case, kind: item.kind });
  await storePins(verified.pinsMoved);
  return { ...loaded, opened: await openedOf(verified), lang: verified.manifest.language };
}

/** What is to be handed over, and nothing else once it is printed. */
export function OpenToHandOver(about: HandFacts) {
  const { fetched, again } = useFetched(() => open(about), [about.id, about.item]);
  const back = `/cases/${about.id}`;
  if (fetched.is === 'trouble') {
    return (
      <Screen title={pageTitle(fetched.problem)} back={back}>
        <NothingShown problem={fetched.problem} onAgain={again} />
      </Screen>
    );
  }
  if (fetched.is === 'waiting') {
    return (
      <Screen title={t('hand-over-title')} back={back}>
        <P says="checking-item" />
      </Screen>
    );
  }
  const { opened, lang, found, ...one } = fetched.value;
  const printed = mannerOf(one) === 'printed';
  return (
    <Screen title={t('hand-over-title')} back={back}>
      <p class="govuk-body">{forWhom(found, one)}</p>
      {printed && <P says="hand-over-printing" />}
      <div class="gb-paper">
        <Content opened={opened} lang={lang} />
      </div>
      <Buttons>
        {printed && <Button onPress={() => print()}>{t('hand-over-print')}</Button>}
        <ButtonLink to={`/cases/${about.id}/hand-over/${about.item}`} look="quiet">
          {t('hand-over-done')}
        </ButtonLink>
      </Buttons>
    </Screen>
  );
}
