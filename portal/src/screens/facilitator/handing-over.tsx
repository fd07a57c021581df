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
import { ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { Content } from '../../ui/content.tsx';
import type { Fact } from '../../ui/lists.tsx';
import { NothingShown, pageTitle } from '../../ui/nothing-shown.tsx';
import { openedOf, type Opened } from '../../ui/opening.ts';
import { Pack, PrintButton } from '../../ui/printing.tsx';
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

export interface InHand {
  readonly opened: Opened;
  readonly lang: string;
}

/** Opens one thing once the vault has held its approval and its recipient's own wish for this time. */
export async function openToHandOver({ item, papers }: Waiting): Promise<InHand> {
  const verified = await vault().do.verifyToHandOver({ evidence: papers, item: item.item, case: item.case, kind: item.kind });
  await storePins(verified.pinsMoved);
  return { opened: await openedOf(verified), lang: verified.manifest.language };
}

async function open(about: HandFacts): Promise<Loaded & InHand> {
  const loaded = await load(about);
  return { ...loaded, ...(await openToHandOver(loaded)) };
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
  return <ToGive about={about} {...fetched.value} />;
}

/** A letter or paper to print is laid out for that; what is read out or played, as it is everywhere. */
function ToGive({ about, opened, lang, found, ...one }: Loaded & InHand & { readonly about: HandFacts }) {
  const printed = mannerOf(one) === 'printed' && opened.is !== 'recording';
  const [failure, setFailure] = useState<unknown>(null);
  const [ready, setReady] = useState(false);
  return (
    <Screen title={t('hand-over-title')} back={`/cases/${about.id}`}>
      <p class="govuk-body">{forWhom(found, one)}</p>
      {printed && <P says="hand-over-printing" />}
      {failure !== null && <NothingShown problem={failure} />}
      {failure === null && printed && <Pack parts={[{ opened, lang, name: kindName(one.item) }]} onFailure={setFailure} onReady={setReady} />}
      {failure === null && !printed && (
        <div class="gb-paper">
          <Content of={one.item} opened={opened} lang={lang} />
        </div>
      )}
      <Buttons>
        {printed && failure === null && <PrintButton ready={ready} />}
        <ButtonLink to={`/cases/${about.id}/hand-over/${about.item}`} look="quiet">
          {t('hand-over-done')}
        </ButtonLink>
      </Buttons>
    </Screen>
  );
}
