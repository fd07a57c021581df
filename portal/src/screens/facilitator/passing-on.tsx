/**
 * What people of a case ask of who writes to them, before the other side may read it. Owns showing it to
 * the team and passing on what was shown; the vault refuses to pass on anything newer.
 */
import { useState } from 'preact/hooks';
import { groundOf } from '../../api/cases.ts';
import { notes, storeNote } from '../../api/items.ts';
import type { Case, CasePerson } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { storePins, vault } from '../../session/session.ts';
import { Button } from '../../ui/buttons.tsx';
import { LeftOut } from '../../ui/left-out.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { useFetched } from '../../ui/waiting.tsx';
import { H2, P } from '../../ui/words.tsx';
import { WISHES, wishesIn, WishesList, type Wishes } from '../wishes.tsx';
import { countersign, type Uncountersigned } from './countersigning.tsx';

interface Wished {
  readonly who: CasePerson;
  readonly wishes: Wishes;
  readonly version: number;
  readonly passedOn: boolean;
}

interface Loaded {
  readonly wished: readonly Wished[];
  readonly leftOut: readonly string[];
}

async function wishedIn(found: Case): Promise<Loaded> {
  const shown = await notes(found.case);
  if (shown.length === 0) return { wished: [], leftOut: [] };
  const read = await vault().do.openNotes({ ground: groundOf(found), case: found.case, notes: shown });
  await storePins(read.pinsMoved);
  const wished = read.notes.flatMap(({ subject, field, text, version, audience }) => {
    const who = found.people.find(({ person }) => person === subject);
    const wishes = field === WISHES ? wishesIn(text) : null;
    return who === undefined || wishes === null ? [] : [{ who, wishes, version, passedOn: audience.includes('recipient') }];
  });
  return { wished, leftOut: read.leftOut };
}

async function passOn(found: Case, { who: { person }, version }: Wished): Promise<Uncountersigned | null> {
  const shown = await notes(found.case);
  const about = { ground: groundOf(found), case: found.case, notes: shown };
  const { pinsMoved, note, sealed } = await vault().do.passOn({ ...about, person, field: WISHES, version });
  await storeNote(found.case, { note, sealed });
  await storePins(pinsMoved);
  return countersign(found.case, note);
}

interface PassingFacts {
  readonly found: Case;
  readonly onDone: (left: Uncountersigned | null) => void;
}

/** Nothing where nobody asked for anything. */
export function PassingOn({ found, onDone }: PassingFacts) {
  const source = useFetched(() => wishedIn(found), [found.case]);
  if (source.fetched.is !== 'here') return null;
  const { wished, leftOut } = source.fetched.value;
  if (wished.length === 0 && leftOut.length === 0) return null;
  const done = (left: Uncountersigned | null): void => {
    source.again();
    onDone(left);
  };
  return (
    <>
      <H2 says="passing-title" />
      <P says="passing-what" />
      <LeftOut codes={leftOut} />
      {wished.map((one) => (
        <One key={one.who.person} found={found} one={one} onDone={done} onStale={source.again} />
      ))}
    </>
  );
}

function One({ found, one, onDone, onStale }: PassingFacts & { readonly one: Wished; readonly onStale: () => void }) {
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const press = async (): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      onDone(await passOn(found, one));
    } catch (refusal) {
      setProblem(refusal);
      onStale();
    }
    setWorking(false);
  };
  const name = t(`role-${one.who.role}`);
  return (
    <section class="gb-panel" aria-label={`${t('passing-title')}: ${name}`}>
      <h3 class="gb-panel__title">{name}</h3>
      <WishesList of={one.wishes} />
      {problem !== null && <NothingShown problem={problem} />}
      {one.passedOn ? (
        <p class="govuk-body govuk-!-margin-top-3 govuk-!-margin-bottom-0">{t('passing-done')}</p>
      ) : (
        <p class="govuk-!-margin-top-3 govuk-!-margin-bottom-0">
          <Button disabled={working} onPress={() => void press()}>
            {t(`passing-button-${one.who.role}`)}
          </Button>
        </p>
      )}
    </section>
  );
}
