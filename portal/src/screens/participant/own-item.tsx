/** What an author is told of their own item, honestly and no more: see product rule 11. */
import { useState } from 'preact/hooks';
import type { Item, Me } from '../../api/types.ts';
import { day } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { unsentWords } from '../../session/unsent.ts';
import { Button, ButtonLink, Link } from '../../ui/buttons.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Progress, useEvery } from '../../ui/waiting.tsx';
import { Lead, P } from '../../ui/words.tsx';
import { isAsked, WasChanged } from './agreeing.tsx';
import { ChooseFile } from './choose-file.tsx';
import { ownTitle, seeOwn } from '../item-kinds.ts';
import { OwnContent } from './own-content.tsx';
import { AskedAgain, Returned, Withheld } from './own-decided.tsx';
import { canBeRecalled } from './recalling.tsx';
import { Refused } from './refused.tsx';
import { goOnSending, sending, stop } from './sending.ts';
import { SendingPanel } from './sending-panel.tsx';

const LOOK_EVERY = 3000;

interface OwnFacts {
  readonly me: Me;
  readonly item: Item;
  readonly onLook: () => void;
}

export function OwnItem({ me, item, onLook }: OwnFacts) {
  const now = sending.value;
  const onItsWay = now?.item === item.item && now.phase.at !== 'sent' && item.status !== 'lapsed';
  useEvery(LOOK_EVERY, item.status === 'processing' || now?.item === item.item, onLook);
  return (
    <Screen title={t(ownTitle(item))} back="/" caption={day(item.created)}>
      {onItsWay && now !== null ? (
        <SendingPanel now={now} onAgain={onLook} />
      ) : (
        <Standing me={me} item={item} />
      )}
      {!onItsWay && canBeRecalled(item) && (
        <p class="govuk-body">
          <Link to={`/items/${item.item}/take-back`}>{t('recall-link')}</Link>
        </p>
      )}
    </Screen>
  );
}

function Standing({ me, item }: { readonly me: Me; readonly item: Item }) {
  if (item.recalled === true) return <WithFacilitator item={item} />;
  switch (item.status) {
    case 'draft':
      if (item.kind === 'captions') return <UnsentCaptions item={item} />;
      return item.kind === 'letter' ? (
        <UnsentLetter me={me} item={item} />
      ) : (
        <UnsentRecording me={me} item={item} />
      );
    case 'lapsed':
      return <Lapsed item={item} />;
    case 'processing':
      return item.kind === 'letter' || item.kind === 'captions' ? (
        <Lead says="own-with-facilitator" />
      ) : (
        <BeingMadeSafe item={item} />
      );
    case 'failed':
      return <Refused item={item} />;
    case 'returned':
      return <Returned item={item} />;
    case 'withheld':
      return <Withheld item={item} />;
    default:
      return <WithFacilitator item={item} />;
  }
}

function Kept({ item }: { readonly item: Item }) {
  return typeof item.kept_until === 'number' ? (
    <P says="unsent-kept" with={{ day: day(item.kept_until) }} />
  ) : null;
}

/** What nobody went on with is gone; another version takes its place, or something new. */
function Lapsed({ item }: { readonly item: Item }) {
  if (item.kind === 'captions') return <Lead says="lapsed-what" />;
  const anew = item.kind === 'letter' && item.version === 1;
  return (
    <>
      <Lead says="lapsed-what" />
      <P says="lapsed-next" />
      <ButtonLink to={anew ? '/letters/new' : `/items/${item.item}/again`}>
        {t(item.kind === 'letter' ? 'write-again' : 'replace-recording')}
      </ButtonLink>
    </>
  );
}

function UnsentLetter({ me, item }: { readonly me: Me; readonly item: Item }) {
  // A next version whose sending broke off is still in this page, and can be sent once more.
  const here = unsentWords(me.person, item.item)?.sealed?.letter.item === item.item;
  return (
    <>
      <Lead says="unsent-letter" />
      <Kept item={item} />
      {here ? (
        <ButtonLink to={`/items/${item.item}/again/check`}>{t('check-letter')}</ButtonLink>
      ) : (
        <ButtonLink to="/letters/new">{t('write-again')}</ButtonLink>
      )}
    </>
  );
}

/** A text that a moment carries: what broke off is not gone on with, and something else is sent. */
function UnsentCaptions({ item }: { readonly item: Item }) {
  return (
    <>
      <Lead says="unsent-captions" />
      <Kept item={item} />
    </>
  );
}

function UnsentRecording({ me, item }: { readonly me: Me; readonly item: Item }) {
  return (
    <>
      <Lead says="unsent-recording" />
      <P says="unsent-recording-next" />
      <Kept item={item} />
      <ChooseFile
        paper={item.kind === 'scan'}
        label={t('same-file-label')}
        button={t('go-on-sending')}
        askLanguage={false}
        onChosen={({ file }) => {
          stop();
          void goOnSending(me, item, file);
        }}
      />
    </>
  );
}

function BeingMadeSafe({ item }: { readonly item: Item }) {
  const { processing } = item;
  const ahead = processing?.queue_position ?? 0;
  const begun = processing !== null && processing.permille > 0;
  return (
    <>
      <Lead says="made-safe-what" />
      <Progress
        label={t('made-safe-progress')}
        permille={begun ? processing.permille : null}
        line={begun ? undefined : ahead > 0 ? t('made-safe-queue', { ahead }) : t('made-safe-soon')}
      />
      {(processing?.attempt ?? 1) > 1 && <P says="made-safe-second" />}
      <P says="made-safe-close" />
    </>
  );
}

function WithFacilitator({ item }: { readonly item: Item }) {
  const [reading, setReading] = useState(false);
  return (
    <>
      <Lead says={item.recalled === true ? 'own-recalled' : 'own-with-facilitator'} />
      <AskedAgain item={item} />
      <WasChanged item={item} />
      {item.told === 'accepted' || item.told === 'opened' ? (
        <>
          <P says={`own-told-${item.told}`} />
          <P says="own-told-daily" />
        </>
      ) : null}
      <P says="own-with-facilitator-next" />
      {/* Of what was changed there is a page of its own: it is not what they sent. */}
      {!isAsked(item) && reading && <OwnContent item={item} />}
      {!isAsked(item) && !reading && (
        <Button look="quiet" onPress={() => setReading(true)}>
          {t(seeOwn(item))}
        </Button>
      )}
    </>
  );
}
