/** The records that are one question each: about a person, about whoever records, about the case. */
import { t } from '../../../i18n/words.ts';
import { me } from '../../../session/session.ts';
import { Link } from '../../../ui/buttons.tsx';
import { useFetched } from '../../../ui/waiting.tsx';
import { P } from '../../../ui/words.tsx';
import type { RecordStatuses, Said } from '../../../vault/messages-practice.ts';
import { nameOfCase } from '../cards.ts';
import { OneQuestion } from './one-question.tsx';
import type { PersonFacts } from './one-person.tsx';
import { lastRecord, type SoFar } from './so-far.ts';

function isSupervisor(): boolean {
  return me().roles.includes('supervisor');
}

export function Age({ id, ...of }: PersonFacts) {
  return <OneQuestion id={id} kind="age" of={of} statuses={() => ['adult', 'young', 'child']} birthdays={['young', 'child']} />;
}

/** Nobody need be asked at 16 and 17; that asking is not safe only a supervisor signs. */
function guardianStatuses({ said }: SoFar, person: string): readonly RecordStatuses['guardian'][] {
  const age = lastRecord(said, 'age', person)?.status;
  if (age !== 'young' && age !== 'child') return [];
  return [
    'agreed',
    'refused',
    ...(age === 'young' ? (['not-required'] as const) : []),
    ...(isSupervisor() ? (['not-safe-to-ask'] as const) : []),
  ];
}

export function Guardian({ id, ...of }: PersonFacts) {
  return <OneQuestion id={id} kind="guardian" of={of} statuses={(known) => guardianStatuses(known, of.person)} />;
}

export function Employment({ id, ...of }: PersonFacts) {
  return <OneQuestion id={id} kind="employment" of={of} statuses={() => ['not-employed', 'employed']} />;
}

export function Custody({ id, ...of }: PersonFacts) {
  return <OneQuestion id={id} kind="custody" of={of} statuses={() => ['community', 'in-custody']} />;
}

interface CaseFacts {
  readonly id: string;
}

/** Why it is asked now, and about which case: whoever comes from the queue has not seen its page. */
function BeforeTaking({ id }: CaseFacts) {
  const { fetched } = useFetched(() => nameOfCase(id), [id]);
  const name = fetched.is === 'here' ? fetched.value : null;
  return (
    <>
      <P says="ask-conflict-before" />
      <p class="govuk-body">
        {name !== null && (
          <>
            {t('review-case')} <bdi>{name}</bdi>
            <br />
          </>
        )}
        <Link to={`/cases/${id}`}>{t('ask-conflict-case')}</Link>
      </p>
    </>
  );
}

/** About whoever records it: the vault names them. With an item, before they take that for review. */
export function Conflict({ id, item }: CaseFacts & { readonly item: string | undefined }) {
  const before = item === undefined ? {} : { why: <BeforeTaking id={id} />, onward: { to: '/review', says: 'recorded-queue' } };
  return <OneQuestion id={id} kind="conflict" statuses={() => ['none', 'declared']} {...before} />;
}

/** A supervisor gives it; anybody of the team can say that it no longer holds. */
export function signOffStatuses(said: Said): readonly RecordStatuses['sign-off'][] {
  const given = lastRecord(said, 'sign-off')?.status === 'given';
  return [...(isSupervisor() ? (['given'] as const) : []), ...(given ? (['withdrawn'] as const) : [])];
}

export function SignOff({ id }: CaseFacts) {
  return <OneQuestion id={id} kind="sign-off" statuses={({ said }) => signOffStatuses(said)} />;
}

export function Level({ id }: CaseFacts) {
  return <OneQuestion id={id} kind="level" statuses={() => ['level-1', 'level-2', 'level-3']} />;
}

export function Setting({ id }: CaseFacts) {
  return <OneQuestion id={id} kind="setting" statuses={() => ['community', 'custody', 'youth', 'care-home', 'school']} />;
}

/** That somebody made contact outside the service; who, and how, is for a note. */
export function ContactOutside({ id }: CaseFacts) {
  return <OneQuestion id={id} kind="contact-outside" statuses={() => ['reported']} />;
}

/** The kinds of harm that a case can be about, in the order in which they are asked. */
export const HARMS = ['harm-domestic', 'harm-sexual', 'harm-stalking', 'harm-exploitation', 'harm-child', 'harm-other'] as const;

export type HarmKind = (typeof HARMS)[number];

/** What was said to be present only a supervisor takes back: no case leaves a route by its facilitator's word. */
function harmStatuses({ said }: SoFar, kind: HarmKind): readonly RecordStatuses[HarmKind][] {
  const present = lastRecord(said, kind)?.status === 'present';
  if (present) return isSupervisor() ? ['absent'] : [];
  return ['present', 'absent'];
}

export function Harm({ id, kind }: CaseFacts & { readonly kind: HarmKind }) {
  return <OneQuestion id={id} kind={kind} alike="harm" statuses={(known) => harmStatuses(known, kind)} />;
}
