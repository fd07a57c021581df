/** One case: where it is, who takes part, who still has to be confirmed, and what can come next. */
import { useState } from 'preact/hooks';
import { caseById, certify, groundOf, invitations } from '../../api/cases.ts';
import type { Case, Invitation, ParticipantRole } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { me, storePins, vault } from '../../session/session.ts';
import { Button, ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { Facts } from '../../ui/lists.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Shown, useEvery, useFetched } from '../../ui/waiting.tsx';
import { H2, P } from '../../ui/words.tsx';
import { countersign, CountersigningNotice, type Uncountersigned } from './countersigning.tsx';
import { cardLines, caseName, caseState } from './cards.ts';
import { CaseItems } from './case-items.tsx';
import { Disclosed } from './disclosed.tsx';
import { NextSteps } from './next-steps.tsx';
import { PassingOn } from './passing-on.tsx';
import { recordsAddress } from './preparing/acting.tsx';
import { BeforeExchange } from './preparing/before-exchange.tsx';
import { HowTheyHear } from './preparing/hearing.tsx';
import { ToHandOver } from './to-hand-over.tsx';
import { pausing, WhoPaused, type Pausing } from './who-paused.tsx';

const LOOK_EVERY = 10_000;
const EXCHANGING: ReadonlySet<string> = new Set(['active', 'closing']);
const BEFORE: ReadonlySet<string> = new Set(['preparing', 'ready']);
/** Nobody can have sent anything yet. */
const BEFORE_ANYTHING: ReadonlySet<string> = new Set(['referral', 'screening', 'preparing', 'ready']);
const ROLES: readonly ParticipantRole[] = ['harmed', 'responsible'];

interface Loaded {
  readonly found: Case;
  readonly card: readonly string[];
  readonly open: readonly Invitation[];
  readonly replied: readonly Invitation[];
  readonly paused: Pausing;
}

/** Bringing people in is a facilitator's; a supervisor who only reads sees who is confirmed. */
function isFacilitator(): boolean {
  return me().roles.includes('facilitator');
}

async function invited(state: 'open' | 'replied'): Promise<readonly Invitation[]> {
  return isFacilitator() ? invitations(state) : [];
}

async function load(id: string): Promise<Loaded> {
  const [found, open, replied] = await Promise.all([caseById(id), invited('open'), invited('replied')]);
  const [card, paused] = await Promise.all([cardLines(found).catch(() => []), pausing(found)]);
  // New keys for somebody who has some take two people, at the command line.
  const certified = new Set(found.people.filter((one) => one.certified).map((one) => one.person));
  const here = (one: Invitation): boolean => one.case === id && !certified.has(one.person);
  return { found, card, open: open.filter(here), replied: replied.filter(here), paused };
}

export function CasePage({ id }: { readonly id: string }) {
  const source = useFetched(() => load(id), [id]);
  const [left, setLeft] = useState<Uncountersigned | null>(null);
  const done = (after: Uncountersigned | null): void => {
    setLeft(after);
    source.again();
  };
  useEvery(LOOK_EVERY, true, source.again);
  return (
    <Shown of={source} title={t('could-not-show')}>
      {({ found, card, open, replied, paused }) => (
        <Screen title={caseName(found, card)} back="/cases" caption={caseState(found)}>
          {card.slice(1).map((line, index) => (
            <p class="govuk-body" key={index}>
              <bdi>{line}</bdi>
            </p>
          ))}
          {left !== null && <CountersigningNotice left={left} onLeft={setLeft} />}
          {found.state === 'closed' && <p class="govuk-inset-text">{t('case-closed-line')}</p>}
          <Disclosed found={found} />
          <WhoPaused found={found} paused={paused} />
          <H2 says="people-title" />
          <Facts
            facts={ROLES.map((role) => ({
              name: t(`role-${role}`),
              value: t(standingOf(role, found, open, replied)),
            }))}
          />
          {replied.map((invitation) => (
            <Confirm key={invitation.invitation} found={found} invitation={invitation} onDone={done} />
          ))}
          <Inviting found={found} />
          {/* Where people write, what is in the way of that comes first. */}
          {EXCHANGING.has(found.state) && <BeforeExchange found={found} />}
          <ToHandOver found={found} />
          {!BEFORE_ANYTHING.has(found.state) && <CaseItems found={found} />}
          <NextSteps found={found} onDone={done} />
          {BEFORE.has(found.state) && <BeforeExchange found={found} />}
          <HowTheyHear found={found} />
          <PassingOn found={found} onDone={done} />
          <H2 says="not-to-tell-title" />
          <P says="not-to-tell-line" />
          <ButtonLink to={`/cases/${found.case}/not-to-tell`} look="quiet">
            {t('not-to-tell-go')}
          </ButtonLink>
          <H2 says="records-title" />
          <P says="records-what" />
          <ButtonLink to={recordsAddress(found.case)} look="quiet">
            {t('records-look')}
          </ButtonLink>
        </Screen>
      )}
    </Shown>
  );
}

function Inviting({ found }: { readonly found: Case }) {
  const missing = ROLES.filter((role) => !found.people.some((person) => person.role === role && person.certified));
  if (missing.length === 0 || found.state === 'closed' || !isFacilitator()) return null;
  return (
    <>
      <H2 says="invite-heading" />
      <P says="invite-line" />
      <Buttons>
        {missing.map((role) => (
          <ButtonLink key={role} to={`/cases/${found.case}/invite/${role}`} look="quiet">
            {t(`invite-${role}`)}
          </ButtonLink>
        ))}
      </Buttons>
    </>
  );
}

function standingOf(role: ParticipantRole, found: Case, open: readonly Invitation[], replied: readonly Invitation[]): string {
  if (found.people.some((person) => person.role === role && person.certified)) return 'person-confirmed';
  if (replied.some((invitation) => invitation.role === role)) return 'person-replied';
  if (open.some((invitation) => invitation.role === role)) return 'person-invited';
  return isFacilitator() ? 'person-missing' : 'person-unconfirmed';
}

interface ConfirmFacts {
  readonly found: Case;
  readonly invitation: Invitation;
  readonly onDone: (left: Uncountersigned | null) => void;
}

function Confirm({ found, invitation, onDone }: ConfirmFacts) {
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const confirm = async (): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      const ground = groundOf(found);
      const made = await vault().do.certify({ ground, case: found.case, invitation });
      await certify(invitation.invitation, made.certificate, made.case_statement);
      await storePins(made.pinsMoved);
      onDone(await countersign(found.case, made.certificate, made.case_statement));
    } catch (refusal) {
      setProblem(refusal);
    }
    setWorking(false);
  };
  return (
    <section class="gb-panel">
      <h2 class="gb-panel__title">{t(`confirm-person-${invitation.role}`)}</h2>
      <p class="govuk-body">{t('confirm-person-line', { login: invitation.login })}</p>
      {problem !== null && <NothingShown problem={problem} />}
      <Button disabled={working} onPress={() => void confirm()}>
        {t(`confirm-person-button-${invitation.role}`)}
      </Button>
    </section>
  );
}
