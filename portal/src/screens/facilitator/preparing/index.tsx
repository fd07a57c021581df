/** Chooses the screen for what is recorded of a case, by the end of its address. */
import type { ComponentType } from 'preact';
import { Few, isOfFew } from './few.tsx';
import { LookedInto } from './looked-into.tsx';
import { OnePerson, type PersonalAct } from './one-person.tsx';
import { Plan } from './plan.tsx';
import { Proceedings } from './proceedings.tsx';
import { Conflict, ContactOutside, Harm, HARMS, Level, Setting, SignOff } from './questions.tsx';
import { Records } from './records.tsx';
import { Restriction } from './restriction.tsx';
import { Risk } from './risk.tsx';
import { TwoReaders } from './two-readers.tsx';

const PERSONAL: readonly PersonalAct[] = [
  ...(['explain', 'clearance', 'readiness', 'age', 'guardian', 'employment'] as const),
  ...(['custody', 'custody-day', 'follow-up'] as const),
];
const OF_THE_CASE: Readonly<Record<string, ComponentType<{ id: string }>>> = {
  risk: Risk,
  proceedings: Proceedings,
  plan: Plan,
  'sign-off': SignOff,
  'contact-outside': ContactOutside,
  level: Level,
  setting: Setting,
  'two-readers': TwoReaders,
};

interface PreparingFacts {
  readonly id: string;
  readonly act: string | undefined;
  /** The person, or the restriction, that it is about. */
  readonly about: string | undefined;
  /** The round, or the item. */
  readonly round: string | undefined;
}

export function Preparing({ id, act, about, round }: PreparingFacts) {
  const personal = PERSONAL.find((one) => one === act);
  if (personal !== undefined && about !== undefined) return <OnePerson id={id} person={about} act={personal} round={round} />;
  if (isOfFew(act) && about === undefined) return <Few id={id} of={act} />;
  if (act === 'conflict') return <Conflict id={id} item={about} />;
  const OfTheCase = OF_THE_CASE[act ?? ''];
  if (OfTheCase !== undefined) return <OfTheCase id={id} />;
  const harm = HARMS.find((one) => one === act);
  if (harm !== undefined) return <Harm id={id} kind={harm} />;
  if (act === 'disclosure' && about !== undefined) return <LookedInto id={id} item={about} />;
  if (act === 'restriction' && about !== undefined) return <Restriction id={id} subject={about === 'new' ? null : about} />;
  return <Records id={id} />;
}
