/**
 * What people asked to have on paper or with their facilitator: until when, and the signed word that it
 * was done. Owns how it reads; the vault holds the recipient's own wish before it signs.
 */
import { useState } from 'preact/hooks';
import { evidence, items } from '../../api/items.ts';
import { storeDelivery } from '../../api/offers.ts';
import type { Case, Evidence, Item } from '../../api/types.ts';
import { dayAndTime } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { storePins, vault } from '../../session/session.ts';
import { Button } from '../../ui/buttons.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { useEvery, useFetched } from '../../ui/waiting.tsx';
import { H2 } from '../../ui/words.tsx';
import type { Manner } from '../../vault/messages-offers.ts';
import { isHandedOver, mediumOf, windowOf } from '../accepted.ts';
import { countersign, type Uncountersigned } from './countersigning.tsx';
import { kindName } from './item-names.ts';
import { roleOf } from './preparing/so-far.ts';

const LOOK_EVERY = 20_000;

interface Waiting {
  readonly item: Item;
  readonly papers: Evidence;
}

async function waitingIn(caseId: string): Promise<readonly Waiting[]> {
  const accepted = (await items()).filter((one) => one.case === caseId && (one.state === 'accepted' || one.state === 'released'));
  const found = await Promise.all(accepted.map(async (item) => ({ item, papers: await evidence(item.item) })));
  return found.filter(({ papers }) => isHandedOver(mediumOf(papers.acceptance)));
}

interface HandFacts {
  readonly found: Case;
  readonly onDone: (left: Uncountersigned | null) => void;
}

/** Nothing where nobody asked for it. */
export function ToHandOver({ found, onDone }: HandFacts) {
  const source = useFetched(() => waitingIn(found.case), [found.case]);
  useEvery(LOOK_EVERY, true, source.again);
  if (source.fetched.is !== 'here' || source.fetched.value.length === 0) return null;
  const done = (left: Uncountersigned | null): void => {
    source.again();
    onDone(left);
  };
  return (
    <>
      <H2 says="hand-over-title" />
      {source.fetched.value.map((one) => (
        <OneToHandOver key={one.item.item} found={found} one={one} onDone={done} />
      ))}
    </>
  );
}

function mannerOf({ item, papers }: Waiting): Manner {
  if (mediumOf(papers.acceptance) === 'on-paper') return 'printed';
  return item.kind === 'letter' ? 'read-aloud' : 'played';
}

function OneToHandOver({ found, one, onDone }: HandFacts & { readonly one: Waiting }) {
  const { item, papers } = one;
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const chosen = windowOf(papers.acceptance);
  const manner = mannerOf(one);
  const recipient = roleOf(found, item.recipients[0] ?? '') ?? 'harmed';

  const sign = async (): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      const shown = await evidence(item.item);
      const made = await vault().do.deliver({ evidence: shown, item: item.item, case: found.case, manner });
      await storePins(made.pinsMoved);
      await storeDelivery(item.item, made.delivery);
      onDone(await countersign(found.case, made.delivery));
    } catch (refusal) {
      setProblem(refusal);
    }
    setWorking(false);
  };

  return (
    <section class="gb-panel" aria-label={t(`hand-over-${manner}`)}>
      <h3 class="gb-panel__title">{kindName(item)}</h3>
      <p class="govuk-body">
        {t(`role-${recipient}`)}: {t(`hand-over-${manner}`)}
      </p>
      {chosen !== null && <p class="govuk-body">{t('hand-over-when', { from: dayAndTime(chosen.from), until: dayAndTime(chosen.until) })}</p>}
      {problem !== null && <NothingShown problem={problem} />}
      {item.state === 'released' ? (
        <Button disabled={working} onPress={() => void sign()}>
          {t('hand-over-done')}
        </Button>
      ) : (
        <p class="govuk-body govuk-!-margin-bottom-0">{t('hand-over-not-yet')}</p>
      )}
    </section>
  );
}
