/** What is recorded of one thing alone, of each person or kind of harm, where something asks for it. */
import { t } from '../../../i18n/words.ts';
import { LeftOut } from '../../../ui/left-out.tsx';
import { Facts, type Fact } from '../../../ui/lists.tsx';
import { Screen } from '../../../ui/screen.tsx';
import { Shown, useFetched } from '../../../ui/waiting.tsx';
import { HARMS } from './questions.tsx';
import { ofPerson, ofTheCase } from './records.tsx';
import { soFar, takingPart, type SoFar } from './so-far.ts';

const FEW = ['age', 'employment', 'harm'] as const;
type OneThing = (typeof FEW)[number];
/** As whatever stands in the way calls the act. */
const TITLES: Readonly<Record<OneThing, string>> = {
  age: 'act-record-age',
  employment: 'act-record-employment',
  harm: 'act-record-harm',
};

export function isOfFew(act: string | undefined): act is OneThing {
  return FEW.some((one) => one === act);
}

function factsOf(id: string, { found, said }: SoFar, of: OneThing): readonly Fact[] {
  if (of === 'harm') return ofTheCase(id, said, HARMS);
  return takingPart(found).flatMap((one) =>
    ofPerson(id, said, one, [of]).map((fact) => ({ ...fact, name: `${fact.name}: ${t(`role-${one.role}`)}` })),
  );
}

export function Few({ id, of }: { readonly id: string; readonly of: OneThing }) {
  const source = useFetched(() => soFar(id), [id, of]);
  return (
    <Screen title={t(TITLES[of])} back={`/cases/${id}`}>
      <Shown of={source}>
        {(known) => (
          <>
            <LeftOut codes={known.said.leftOut} />
            <Facts facts={factsOf(id, known, of)} />
          </>
        )}
      </Shown>
    </Screen>
  );
}
