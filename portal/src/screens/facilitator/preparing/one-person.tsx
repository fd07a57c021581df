/** Records about one person: which of the case's people it is follows from the address. */
import type { ComponentType } from 'preact';
import { caseById } from '../../../api/cases.ts';
import type { ParticipantRole } from '../../../api/types.ts';
import { t } from '../../../i18n/words.ts';
import { Plain } from '../../../ui/trouble.tsx';
import { Shown, useFetched } from '../../../ui/waiting.tsx';
import { Clearance } from './clearance.tsx';
import { CustodyDay } from './custody-day.tsx';
import { Explain } from './explain.tsx';
import { FollowUp } from './follow-up.tsx';
import { MOST_ROUNDS } from './plan.tsx';
import { Age, Custody, Employment, Guardian } from './questions.tsx';
import { Readiness } from './readiness.tsx';
import { roleOf } from './so-far.ts';

export interface PersonFacts {
  readonly id: string;
  readonly person: string;
  readonly role: ParticipantRole;
}

export type PersonalAct = 'explain' | 'clearance' | 'readiness' | 'age' | 'guardian' | 'employment' | 'custody' | 'custody-day' | 'follow-up';

const ACTS: Readonly<Record<Exclude<PersonalAct, 'readiness' | 'follow-up'>, ComponentType<PersonFacts>>> = {
  explain: Explain,
  clearance: Clearance,
  age: Age,
  guardian: Guardian,
  employment: Employment,
  custody: Custody,
  'custody-day': CustodyDay,
};

interface OnePersonFacts extends Omit<PersonFacts, 'role'> {
  readonly act: PersonalAct;
  /** The round, or the item, that it is about. */
  readonly round: string | undefined;
}

function roundIn(text: string | undefined): number | null {
  const round = Number(text);
  return Number.isInteger(round) && round >= 1 && round <= MOST_ROUNDS ? round : null;
}

async function roleIn(id: string, person: string): Promise<ParticipantRole> {
  const role = roleOf(await caseById(id), person);
  if (role === null) throw new Plain('not-found');
  return role;
}

export function OnePerson({ id, person, act, round }: OnePersonFacts) {
  const source = useFetched(() => roleIn(id, person), [id, person]);
  return (
    <Shown of={source} title={t('could-not-show')}>
      {(role) => {
        const facts = { id, person, role };
        if (act === 'readiness') return <Readiness {...facts} round={roundIn(round)} />;
        if (act === 'follow-up') return <FollowUp {...facts} item={round ?? ''} />;
        const Act = ACTS[act];
        return <Act {...facts} />;
      }}
    </Shown>
  );
}
