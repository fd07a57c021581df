/** Inviting a person: the code is made in this browser, shown once, and never leaves it in clear. */
import { useState } from 'preact/hooks';
import { caseById, groundOf, invite } from '../../api/cases.ts';
import type { ParticipantRole } from '../../api/types.ts';
import { dayAndTime } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { vault } from '../../session/session.ts';
import { Button, ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Lead, P, Points } from '../../ui/words.tsx';

const GOOD_FOR_SECONDS = 7 * 24 * 60 * 60;

interface Made {
  readonly login: string;
  readonly code: string;
  readonly expires: number;
}

async function makeInvitation(id: string, role: ParticipantRole): Promise<Made> {
  const expires = Math.floor(Date.now() / 1000) + GOOD_FOR_SECONDS;
  const ground = groundOf(await caseById(id));
  const made = await vault().do.invite({ ground, case: id, role, expires });
  await invite({
    invitation: made.invitation,
    person: made.person,
    login: made.login,
    role,
    case: id,
    enrol_token: made.enrolToken,
    offer: made.offer,
    mac: made.mac,
    secret: made.secret,
    expires,
  });
  return { login: made.login, code: made.code, expires };
}

export function Invite({ id, role }: { readonly id: string; readonly role: ParticipantRole }) {
  const [made, setMade] = useState<Made | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const make = async (): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      setMade(await makeInvitation(id, role));
    } catch (refusal) {
      setProblem(refusal);
    }
    setWorking(false);
  };
  if (made !== null) return <Code id={id} made={made} />;
  return (
    <Screen title={t(`invite-${role}`)} back={`/cases/${id}`}>
      {problem !== null && <NothingShown problem={problem} />}
      <Lead says="invite-what" />
      <Points says="invite-point" many={3} />
      {working && (
        <p class="govuk-body" role="status">
          {t('making-code')}
        </p>
      )}
      <Button disabled={working} onPress={() => void make()}>
        {t('make-code')}
      </Button>
    </Screen>
  );
}

function Code({ id, made }: { readonly id: string; readonly made: Made }) {
  return (
    <Screen title={t('code-made-title')}>
      <Lead says="code-made-once" />
      <h2 class="govuk-heading-m" id="login-heading">
        {t('login-label')}
      </h2>
      <div class="gb-code" role="group" aria-labelledby="login-heading">
        {made.login}
      </div>
      <h2 class="govuk-heading-m" id="words-heading">
        {t('code-label')}
      </h2>
      <ol class="gb-words" aria-labelledby="words-heading">
        {made.code.split(' ').map((word, index) => (
          <li key={index}>{word}</li>
        ))}
      </ol>
      <h2 class="govuk-heading-m">{t('code-made-where')}</h2>
      <p class="govuk-body gb-address">{location.origin}</p>
      <P says="code-made-until" with={{ until: dayAndTime(made.expires) }} />
      <P says="code-made-give" />
      <div class="gb-no-print">
        <Buttons>
          <Button onPress={() => print()}>{t('print')}</Button>
          <ButtonLink to={`/cases/${id}`} look="quiet">
            {t('code-made-done')}
          </ButtonLink>
        </Buttons>
      </div>
    </Screen>
  );
}
