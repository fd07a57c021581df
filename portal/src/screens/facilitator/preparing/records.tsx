/** Everything that is recorded about a case's preparation, and what people said for themselves. */
import type { CasePerson } from '../../../api/types.ts';
import { day } from '../../../i18n/dates.ts';
import { t } from '../../../i18n/words.ts';
import { me } from '../../../session/session.ts';
import { ButtonLink } from '../../../ui/buttons.tsx';
import { LeftOut } from '../../../ui/left-out.tsx';
import { Facts, type Fact } from '../../../ui/lists.tsx';
import { Screen } from '../../../ui/screen.tsx';
import { Shown, useFetched } from '../../../ui/waiting.tsx';
import { H2, P } from '../../../ui/words.tsx';
import type { RecordKind, Said, SaidRecord } from '../../../vault/messages-practice.ts';
import { lastConsent } from '../../consents.ts';
import { recordsAddress } from './acting.tsx';
import { hearingWords } from './hearing.tsx';
import { mediaWords } from './plan.tsx';
import { HARMS, signOffStatuses } from './questions.tsx';
import { triggerWords } from './risk.tsx';
import { lastRecord, restrictions, roundsAhead, soFar, takingPart, type SoFar } from './so-far.ts';
import { more, readersWords } from './two-readers.tsx';

/** The decisions that people take for themselves: purpose and medium. */
const DECISIONS = [
  ['take-part', 'any'],
  ['send', 'letter'],
  ['send', 'recording'],
  ['send', 'paper'],
  ['receive', 'letter'],
  ['receive', 'recording'],
  ['receive', 'paper'],
] as const;

function recordWords(one: SaidRecord | undefined): string {
  if (one === undefined) return t('recorded-nothing');
  const kind = one.kind.startsWith('harm-') ? 'harm' : one.kind;
  const said = t(`recorded-${kind}-${one.status}`, {
    day: day(one.at),
    until: day(one.until),
    next: day(one.until + 1),
    rounds: one.round,
    media: mediaWords(one.media),
  });
  const over = one.until > 0 && one.until < Date.now() / 1000;
  const more = [
    ...(one.triggers === undefined ? [] : [t('recorded-triggers', { triggers: triggerWords(one.triggers) })]),
    ...(one.reply === undefined ? [] : [t('recorded-reply', { reply: t(`reply-by-${one.reply}`) })]),
    ...(over ? [t('recorded-over')] : []),
  ];
  return [said, ...more].join(' ');
}

export function Records({ id }: { readonly id: string }) {
  const source = useFetched(() => soFar(id), [id]);
  return (
    <Screen title={t('records-title')} back={`/cases/${id}`}>
      <Shown of={source}>
        {(known) => (
          <>
            <LeftOut codes={known.said.leftOut} />
            <P says="records-line" />
            <H2 says="before-ready-title" />
            <Facts facts={beforeReady(id, known)} />
            <h3 class="govuk-heading-s">{t('harms-title')}</h3>
            <Facts facts={ofTheCase(id, known.said, HARMS)} />
            {takingPart(known.found).map((one) => (
              <About key={one.person} one={one} facts={personBeforeReady(id, known, one)} />
            ))}
            <H2 says="before-exchange-title" />
            <Facts facts={ofTheCase(id, known.said, ['risk', 'contact-outside', 'proceedings', 'plan'])} />
            {takingPart(known.found).map((one) => (
              <About key={one.person} one={one} facts={personBeforeExchange(id, known, one)} />
            ))}
            <Restrictions id={id} said={known.said} />
          </>
        )}
      </Shown>
    </Screen>
  );
}

function row(id: string, name: string, page: string, value: string, whose = ''): Fact {
  const link = {
    to: `${recordsAddress(id)}/${page}`,
    words: t('record-this'),
    about: whose === '' ? name : `${name}, ${whose}`,
  };
  return { name, value, link };
}

export function ofTheCase(id: string, said: Said, kinds: readonly RecordKind[]): readonly Fact[] {
  return kinds.map((kind) => row(id, t(`fact-${kind}`), kind, recordWords(lastRecord(said, kind))));
}

/** What each of the team said of what may bias them, one's own word first; colleagues have no names here. */
function conflicts(id: string, { records: all }: Said): readonly Fact[] {
  const said = new Map(all.filter(({ kind }) => kind === 'conflict').map((one) => [one.subject, one]));
  const own = said.get(me().person);
  said.delete(me().person);
  return [
    row(id, t('fact-conflict'), 'conflict', recordWords(own)),
    ...[...said.values()].map((one, index) => ({
      name: t('fact-conflict-colleague', { number: index + 1 }),
      value: recordWords(one),
    })),
  ];
}

/** Whether a sign-off is asked for: by the case's own statement, or by the policy for what it is about. */
function takesSignOff({ said, found, ways }: SoFar): boolean {
  const asked = [...found.steps, ...ways].some(({ blockers }) => blockers.some(({ slug }) => slug === 'sign-off-missing'));
  return asked || said.route === 'specialist' || lastRecord(said, 'sign-off') !== undefined;
}

function beforeReady(id: string, known: SoFar): readonly Fact[] {
  const { said } = known;
  const special = takesSignOff(known);
  // What nobody here can change has no link to a page that would only say so.
  const kept = (fact: Fact, changes: boolean): Fact => (changes ? fact : { name: fact.name, value: fact.value });
  const readers = row(id, t('fact-readers'), 'two-readers', readersWords(said));
  const signOffs = special ? ofTheCase(id, said, ['sign-off']) : [];
  return [
    ...conflicts(id, said),
    kept(readers, more(said).length > 0),
    ...signOffs.map((fact) => kept(fact, signOffStatuses(said).length > 0)),
    ...ofTheCase(id, said, ['level', 'setting']),
  ];
}

export function ofPerson(id: string, said: Said, { person, role }: CasePerson, kinds: readonly RecordKind[]): readonly Fact[] {
  return kinds.map((kind) =>
    row(id, t(`fact-${kind}`), `${kind}/${person}`, recordWords(lastRecord(said, kind, person)), t(`role-${role}`)),
  );
}

function personBeforeReady(id: string, { said }: SoFar, one: CasePerson): readonly Fact[] {
  const age = lastRecord(said, 'age', one.person)?.status;
  const minor = age === 'young' || age === 'child';
  return ofPerson(id, said, one, minor ? ['age', 'guardian', 'employment'] : ['age', 'employment']);
}

function personBeforeExchange(id: string, { said, ways }: SoFar, one: CasePerson): readonly Fact[] {
  const { person, role } = one;
  const whose = t(`role-${role}`);
  const inCustody = lastRecord(said, 'custody', person)?.status === 'in-custody';
  return [
    ...ofPerson(id, said, one, inCustody ? ['custody', 'clearance', 'custody-day'] : ['custody', 'clearance']),
    row(id, t('fact-explained'), `explain/${person}`, recordWords(lastRecord(said, 'information', person)), whose),
    ...roundsAhead(ways, person).map((round) =>
      row(
        id,
        t('fact-readiness-round', { round }),
        `readiness/${person}/${round}`,
        recordWords(lastRecord(said, 'readiness', person, round)),
        whose,
      ),
    ),
    { name: t('fact-own-word'), value: <OwnWord said={said} one={one} /> },
    { name: t('fact-hearing'), value: hearingWords(said, person) },
  ];
}

function About({ one, facts }: { readonly one: CasePerson; readonly facts: readonly Fact[] }) {
  return (
    <>
      <h3 class="govuk-heading-s">{t(`role-${one.role}`)}</h3>
      <Facts facts={facts} />
    </>
  );
}

function OwnWord({ said, one: { person, role } }: { readonly said: Said; readonly one: CasePerson }) {
  const lines = DECISIONS.map(([purpose, medium]) => {
    const last = lastConsent(said.consents, person, purpose, medium);
    return t(`own-${purpose}-${medium}-${last?.given ?? 'undecided'}`, { day: day(last?.at ?? 0) });
  });
  const last = said.acknowledgements.findLast((each) => each.person === person);
  const responsibility = t(`own-acknowledgement-${last?.given ?? 'undecided'}`, {
    day: day(last?.at ?? 0),
  });
  return (
    <ul class="govuk-list govuk-!-margin-bottom-0">
      {[...lines, ...(role === 'responsible' ? [responsibility] : [])].map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function Restrictions({ id, said }: { readonly id: string; readonly said: Said }) {
  const all = restrictions(said);
  return (
    <>
      <H2 says="restrictions-title" />
      {all.length === 0 ? (
        <P says="restrictions-none" />
      ) : (
        <Facts
          facts={all.map((one, index) => ({
            name: t('restriction-number', { number: index + 1 }),
            value: recordWords(one),
            link: {
              to: `${recordsAddress(id)}/restriction/${one.subject}`,
              words: t('record-this'),
              about: t('restriction-number', { number: index + 1 }),
            },
          }))}
        />
      )}
      <ButtonLink to={`${recordsAddress(id)}/restriction/new`} look="quiet">
        {t('restriction-title-new')}
      </ButtonLink>
    </>
  );
}
