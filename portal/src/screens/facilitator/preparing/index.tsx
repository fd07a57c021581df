/** Chooses the screen for what is recorded of a case, by the end of its address. */
import { OnePerson, type PersonalAct } from './one-person.tsx';
import { Plan } from './plan.tsx';
import { Proceedings } from './proceedings.tsx';
import { Records } from './records.tsx';
import { Restriction } from './restriction.tsx';
import { Risk } from './risk.tsx';

const PERSONAL: readonly PersonalAct[] = ['explain', 'clearance', 'readiness'];

interface PreparingFacts {
  readonly id: string;
  readonly act: string | undefined;
  /** The person, or the restriction, that it is about. */
  readonly about: string | undefined;
  readonly round: string | undefined;
}

export function Preparing({ id, act, about, round }: PreparingFacts) {
  const personal = PERSONAL.find((one) => one === act);
  if (personal !== undefined && about !== undefined) return <OnePerson id={id} person={about} act={personal} round={round} />;
  if (act === 'risk') return <Risk id={id} />;
  if (act === 'proceedings') return <Proceedings id={id} />;
  if (act === 'plan') return <Plan id={id} />;
  if (act === 'restriction' && about !== undefined) return <Restriction id={id} subject={about === 'new' ? null : about} />;
  return <Records id={id} />;
}
