/** Everything that is recorded about a case's preparation, and what people said for themselves. */
import type { CasePerson } from '../../../api/types.ts';
import { day } from '../../../i18n/dates.ts';
import { t } from '../../../i18n/words.ts';
import { ButtonLink } from '../../../ui/buttons.tsx';
import { LeftOut } from '../../../ui/left-out.tsx';
import { Facts, type Fact } from '../../../ui/lists.tsx';
import { Screen } from '../../../ui/screen.tsx';
import { Shown, useFetched } from '../../../ui/waiting.tsx';
import { H2, P } from '../../../ui/words.tsx';
import type { Said, SaidRecord } from '../../../vault/messages-practice.ts';
import { lastConsent } from '../../consents.ts';
import { recordsAddress } from './acting.tsx';
import { hearingWords } from './hearing.tsx';
import { mediaWords } from './plan.tsx';
import { lastRecord, restrictions, roundsAhead, soFar, takingPart, type SoFar } from './so-far.ts';

/** The decisions that people take for themselves: purpose and medium. */
const DECISIONS = [
  ['take-part', 'any'],
  ['send', 'letter'],
  ['send', 'recording'],
  ['receive', 'letter'],
  ['receive', 'recording'],
] as const;

function recordWords(one: SaidRecord | undefined): string {
  if (one === undefined) return t('recorded-nothing');
  const said = t(`recorded-${one.kind}-${one.status}`, {
    day: day(one.at),
    until: day(one.until),
    rounds: one.round,
    media: mediaWords(one.media),
  });
  const over = one.until > 0 && one.until < Date.now() / 1000;
  return over ? `${said} ${t('recorded-over')}` : said;
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
            <Facts facts={aboutTheCase(id, known)} />
            {takingPart(known.found).map((one) => (
              <AboutPerson key={one.person} id={id} known={known} one={one} />
            ))}
            <Restrictions id={id} said={known.said} />
          </>
        )}
      </Shown>
    </Screen>
  );
}

function aboutTheCase(id: string, { said }: SoFar): readonly Fact[] {
  return (['risk', 'proceedings', 'plan'] as const).map((kind) => ({
    name: t(`fact-${kind}`),
    value: recordWords(lastRecord(said, kind)),
    link: { to: `${recordsAddress(id)}/${kind}`, words: t('record-this'), about: t(`fact-${kind}`) },
  }));
}

function AboutPerson({ id, known, one }: { readonly id: string; readonly known: SoFar; readonly one: CasePerson }) {
  const { said, ways } = known;
  const { person, role } = one;
  const row = (name: string, act: string, found: SaidRecord | undefined, rest = ''): Fact => ({
    name,
    value: recordWords(found),
    link: { to: `${recordsAddress(id)}/${act}/${person}${rest}`, words: t('record-this'), about: `${name}, ${t(`role-${role}`)}` },
  });
  return (
    <>
      <H2 says={`role-${role}`} />
      <Facts
        facts={[
          row(t('fact-explained'), 'explain', lastRecord(said, 'information', person)),
          row(t('fact-clearance'), 'clearance', lastRecord(said, 'clearance', person)),
          ...roundsAhead(ways, person).map((round) =>
            row(t('fact-readiness-round', { round }), 'readiness', lastRecord(said, 'readiness', person, round), `/${round}`),
          ),
          { name: t('fact-own-word'), value: <OwnWord said={said} one={one} /> },
          { name: t('fact-hearing'), value: hearingWords(said, person) },
        ]}
      />
    </>
  );
}

function OwnWord({ said, one: { person, role } }: { readonly said: Said; readonly one: CasePerson }) {
  const lines = DECISIONS.map(([purpose, medium]) => {
    const last = lastConsent(said.consents, person, purpose, medium);
    return t(`own-${purpose}-${medium}-${last?.given ?? 'undecided'}`, { day: day(last?.at ?? 0) });
  });
  const last = said.acknowledgements.findLast((each) => each.person === person);
  const responsibility = t(`own-acknowledgement-${last?.given ?? 'undecided'}`, { day: day(last?.at ?? 0) });
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
