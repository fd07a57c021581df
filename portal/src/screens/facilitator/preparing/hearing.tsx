/**
 * How each person of a case wants to hear that something has arrived, as they signed it. What rests
 * for somebody who does not is in nobody's way: it waits for them.
 */
import { groundOf } from '../../../api/cases.ts';
import { choices } from '../../../api/offers.ts';
import type { Case } from '../../../api/types.ts';
import { day } from '../../../i18n/dates.ts';
import { t } from '../../../i18n/words.ts';
import { storePins, vault } from '../../../session/session.ts';
import { LeftOut } from '../../../ui/left-out.tsx';
import { Facts } from '../../../ui/lists.tsx';
import { Shown, useFetched } from '../../../ui/waiting.tsx';
import { H2 } from '../../../ui/words.tsx';
import type { Said } from '../../../vault/messages-practice.ts';
import { takingPart } from './so-far.ts';

/** What stands now, and what the other side may know. */
export function hearingWords({ choices: all }: Pick<Said, 'choices'>, person: string): string {
  const last = all.findLast((one) => one.person === person);
  if (last === undefined) return t('hears-undecided');
  return `${t(`hears-${last.standing}`, { day: day(last.at) })} ${t(`lets-know-${last.tell_author}`)}`;
}

async function chosenIn(found: Case): Promise<Said> {
  const nothingElse = { consents: [], acknowledgements: [], records: [], pauses: [] };
  const shown = await choices(found.case);
  const said = await vault().do.openSaid({ ...nothingElse, ground: groundOf(found), case: found.case, choices: shown });
  await storePins(said.pinsMoved);
  return said;
}

export function HowTheyHear({ found }: { readonly found: Case }) {
  const people = takingPart(found);
  const source = useFetched(() => chosenIn(found), [found.case]);
  if (people.length === 0) return null;
  return (
    <>
      <H2 says="hears-title" />
      <Shown of={source}>
        {(said) => (
          <>
            <LeftOut codes={said.leftOut} />
            <Facts facts={people.map(({ person, role }) => ({ name: t(`role-${role}`), value: hearingWords(said, person) }))} />
          </>
        )}
      </Shown>
    </>
  );
}
