/**
 * All that somebody wants on paper now, in one pack: what is released of a case to one person, opened for
 * a reader of the team and printed together, the oldest first. Each is signed for by itself, on the case's
 * page. Refuses to show any where one does not hold: each can still be opened alone.
 */
import { useState } from 'preact/hooks';
import { caseById } from '../../api/cases.ts';
import type { Case, ItemKind } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { vault } from '../../session/session.ts';
import { ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { NothingShown, pageTitle } from '../../ui/nothing-shown.tsx';
import { Pack, PrintButton, type Part } from '../../ui/printing.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Plain } from '../../ui/trouble.tsx';
import { useFetched } from '../../ui/waiting.tsx';
import { P } from '../../ui/words.tsx';
import { openToHandOver, type InHand } from './handing-over.tsx';
import { kindName } from './item-names.ts';
import { forWhom, printable, waitingIn, type Waiting } from './to-hand-over.tsx';

interface PackFacts {
  readonly id: string;
  readonly person: string;
}

interface Opening extends InHand {
  readonly kind: ItemKind;
}

interface Ready {
  readonly found: Case;
  readonly first: Waiting;
  readonly opened: readonly Opening[];
}

/** Throws not-found where there is nothing to print. */
async function open({ id, person }: PackFacts): Promise<Ready> {
  const found = await caseById(id);
  const wanted = printable(await waitingIn(id), person);
  const [first] = wanted;
  if (first === undefined) throw new Plain('not-found');
  const opened: Opening[] = [];
  try {
    for (const one of wanted) opened.push({ ...(await openToHandOver(one)), kind: one.item.kind });
  } catch (problem) {
    // What was opened before is not left open for a screen that never comes.
    await Promise.all(opened.map((one) => vault().do.closeContent({ handle: one.opened.handle })));
    throw problem;
  }
  return { found, first, opened };
}

/** What each is called on screen, in the language of now. */
function named(opened: readonly Opening[]): readonly Part[] {
  return opened.map((one, index) => ({
    ...one,
    name: t('print-part', { number: index + 1, parts: opened.length, kind: kindName(one) }),
  }));
}

export function PrintPack(about: PackFacts) {
  const { fetched, again } = useFetched(() => open(about), [about.id, about.person]);
  const [failure, setFailure] = useState<unknown>(null);
  const [ready, setReady] = useState(false);
  const back = `/cases/${about.id}`;
  const problem = fetched.is === 'trouble' ? fetched.problem : failure;
  if (problem !== null) {
    return (
      <Screen title={pageTitle(problem)} back={back}>
        <NothingShown problem={problem} {...(fetched.is === 'trouble' ? { onAgain: again } : {})} />
      </Screen>
    );
  }
  if (fetched.is !== 'here') {
    return (
      <Screen title={t('print-pack-title')} back={back}>
        <P says="checking-item" />
      </Screen>
    );
  }
  const { found, first, opened } = fetched.value;
  return (
    <Screen title={t('print-pack-title')} back={back}>
      <p class="govuk-body">{forWhom(found, first)}</p>
      <P says="print-pack-printing" />
      <Pack parts={named(opened)} onFailure={setFailure} onReady={setReady} />
      <Buttons>
        <PrintButton ready={ready} />
        <ButtonLink to={back} look="quiet">
          {t('print-pack-sign')}
        </ButtonLink>
      </Buttons>
    </Screen>
  );
}
