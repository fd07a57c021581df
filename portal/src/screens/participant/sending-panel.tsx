/** How far a recording is on its way, with pause; or what went wrong, with a way on. */
import { itemById } from '../../api/items.ts';
import { t } from '../../i18n/words.ts';
import { ButtonLink, Link } from '../../ui/buttons.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { Progress, useEvery, useFetched, Waiting } from '../../ui/waiting.tsx';
import { Lead, P } from '../../ui/words.tsx';
import { Refused } from './refused.tsx';
import { OnItsWay } from './on-its-way.tsx';
import { stop, type Sending } from './sending.ts';

const LOOK_EVERY = 3000;

function Sent({ item }: { readonly item: string }) {
  const { fetched, again } = useFetched(() => itemById(item), [item]);
  const found = fetched.is === 'here' ? fetched.value : null;
  const unknown = found === null || found.status === 'processing' || found.status === 'draft';
  useEvery(LOOK_EVERY, unknown, again);
  if (found?.status === 'failed') return <Refused item={found} />;
  return (
    <>
      <Lead says="recording-sent-what" />
      <P says={unknown ? 'recording-sent-next' : 'own-with-facilitator'} />
      <ButtonLink to={`/items/${item}`} look="quiet">
        {t('recording-sent-look')}
      </ButtonLink>
      <p class="govuk-body">
        <Link to="/">{t('back-home')}</Link>
      </p>
    </>
  );
}

export function SendingPanel({ now, onAgain }: { readonly now: Sending; readonly onAgain: () => void }) {
  const { phase } = now;
  switch (phase.at) {
    case 'looking':
      return <Progress label={t('sending-looking')} permille={phase.permille} />;
    case 'sending':
      return (
        <>
          <OnItsWay phase={phase} />
          <P says="sending-safe" />
        </>
      );
    case 'finishing':
      return <Waiting says="sending-finishing" />;
    case 'sent':
      return <Sent item={now.item} />;
    case 'trouble':
      return (
        <Trouble
          problem={phase.problem}
          onAgain={() => {
            stop();
            onAgain();
          }}
        />
      );
  }
}
