/**
 * Handing over what a reader entrusted: opened to print it, read it out or play it, once the vault has
 * made every check for it; and, once that is done, a look at what is signed. Nothing is shown of who sent it.
 */
import { useState } from 'preact/hooks';
import { collect, deliveries } from '../../api/mandates.ts';
import { storeDelivery } from '../../api/offers.ts';
import type { Delivery } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { storePins, vault } from '../../session/session.ts';
import { Button, ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { Content } from '../../ui/content.tsx';
import { Facts } from '../../ui/lists.tsx';
import { NothingShown, pageTitle } from '../../ui/nothing-shown.tsx';
import { openedOf, type Opened } from '../../ui/opening.ts';
import { Pack, PrintButton } from '../../ui/printing.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Plain } from '../../ui/trouble.tsx';
import { Shown, useFetched, Waiting } from '../../ui/waiting.tsx';
import { Lead, P } from '../../ui/words.tsx';
import type { Verified } from '../../vault/messages.ts';
import { everybody, type Known } from './acting.ts';
import { chosenWords, recipientOf, wayOf } from './to-hand-over.tsx';

interface Found {
  readonly one: Delivery;
  readonly people: readonly Known[];
}

/** Throws not-found for what is not, or no longer, to be handed over by one's team. */
async function find(id: string): Promise<Found> {
  const [all, people] = await Promise.all([deliveries(), everybody()]);
  const one = all.find(({ item }) => item === id);
  if (one === undefined) throw new Plain('not-found');
  return { one, people };
}

/** The key of it, once the vault has held that it was approved, accepted and entrusted, for now. */
async function verified({ item, case: caseId, person, kind }: Delivery): Promise<Verified> {
  const evidence = await collect(item);
  const found = await vault().do.verifyEntrusted({ evidence, item, case: caseId, kind, person });
  await storePins(found.pinsMoved);
  return found;
}

interface InHand extends Found {
  readonly opened: Opened;
  readonly lang: string;
}

async function open(id: string): Promise<InHand> {
  const found = await find(id);
  const papers = await verified(found.one);
  return { ...found, opened: await openedOf(papers), lang: papers.manifest.language };
}

export function OpenToHandOver({ id }: { readonly id: string }) {
  const { fetched, again } = useFetched(() => open(id), [id]);
  if (fetched.is === 'trouble') {
    return (
      <Screen title={pageTitle(fetched.problem)} back="/">
        <NothingShown problem={fetched.problem} onAgain={again} />
      </Screen>
    );
  }
  if (fetched.is === 'waiting') {
    return (
      <Screen title={t('hand-over-title')} back="/">
        <Waiting says="checking-item" />
      </Screen>
    );
  }
  return <ToGive {...fetched.value} />;
}

/** A letter or paper to print is laid out for that; what is read out or played, as it is everywhere. */
function ToGive({ one, people, opened, lang }: InHand) {
  const who = recipientOf(one, people);
  const printed = wayOf(one) === 'printed' && opened.is !== 'recording';
  const [failure, setFailure] = useState<unknown>(null);
  const [ready, setReady] = useState(false);
  const name = t(`acting-kind-${one.kind}`);
  return (
    <Screen title={t('hand-over-title')} back="/" caption={who}>
      <p class="govuk-body">
        {who}: {t(`hand-over-${wayOf(one)}`)}
      </p>
      {printed && <P says="hand-over-printing" />}
      {failure !== null && <NothingShown problem={failure} />}
      {failure === null && printed && <Pack parts={[{ opened, lang, name }]} onFailure={setFailure} onReady={setReady} />}
      {failure === null && !printed && (
        <div class="gb-paper">
          <Content opened={opened} lang={lang} />
        </div>
      )}
      <Buttons>
        {printed && failure === null && <PrintButton ready={ready} />}
        <ButtonLink to={`/deliveries/${one.item}/done`} look="quiet">
          {t('hand-over-done')}
        </ButtonLink>
      </Buttons>
    </Screen>
  );
}

/** Asked once more: what it is that is signed. */
export function HandingOver({ id }: { readonly id: string }) {
  const source = useFetched(() => find(id), [id]);
  const [done, setDone] = useState(false);
  if (done) {
    return (
      <Screen title={t('deliver-done-title')}>
        <Lead says="hand-over-recorded" />
        <ButtonLink to="/">{t('back-home')}</ButtonLink>
      </Screen>
    );
  }
  return (
    <Shown of={source} title={t('could-not-show')}>
      {(found) => <Check {...found} onSigned={() => setDone(true)} />}
    </Shown>
  );
}

/** Verified anew: the vault signs only of what it has held to be entrusted, at this hour. */
async function sign(one: Delivery): Promise<void> {
  const { handle } = await verified(one);
  const { delivery } = await vault().do.handOver({ handle, manner: wayOf(one) });
  await vault().do.closeContent({ handle });
  await storeDelivery(one.item, delivery);
}

function Check({ one, people, onSigned }: Found & { readonly onSigned: () => void }) {
  const who = recipientOf(one, people);
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const act = async (): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      await sign(one);
      onSigned();
    } catch (refusal) {
      setProblem(refusal);
      setWorking(false);
    }
  };
  return (
    <Screen title={t('deliver-check-title')} back="/" caption={who}>
      {problem !== null && <NothingShown problem={problem} />}
      <Facts
        facts={[
          { name: t('hand-over-what'), value: t(`acting-kind-${one.kind}`) },
          { name: t('hand-over-who'), value: who },
          { name: t('deliver-how'), value: t(`deliver-how-${wayOf(one)}`) },
          { name: t('hand-over-chosen'), value: chosenWords(one) },
        ]}
      />
      <P says="hand-over-means" />
      <P says="deliver-check-line" />
      {working && <Waiting says="deliver-signing" />}
      <Buttons>
        <Button disabled={working} onPress={() => void act()}>
          {t('hand-over-sign')}
        </Button>
        <ButtonLink to="/" look="quiet">
          {t('deliver-not-yet')}
        </ButtonLink>
      </Buttons>
    </Screen>
  );
}
