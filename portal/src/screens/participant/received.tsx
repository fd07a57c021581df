/** Something for this person: to be accepted as they choose, then opened, then read or played. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { evidence } from '../../api/items.ts';
import type { Evidence, Item, Me } from '../../api/types.ts';
import { dayAndTime } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { Button, ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Shown, useEvery, useFetched, Waiting } from '../../ui/waiting.tsx';
import { Lead, P, Points } from '../../ui/words.tsx';
import { isRead } from '../item-kinds.ts';
import { isHandedOver, mediumOf, windowOf, type Window } from '../accepted.ts';
import { Accepting } from './accepting.tsx';
import { Declined, Declining } from './declining.tsx';
import { GivenBack, GivingBack, Held, Keeping, KeptHere } from './keeping.tsx';
import { OpenedItem } from './opened-item.tsx';

const LOOK_EVERY = 2500;

interface ReceivedFacts {
  readonly me: Me;
  readonly item: Item;
  readonly onLook: () => void;
}

export function Received({ me, item, onLook }: ReceivedFacts) {
  const [opening, setOpening] = useState(false);
  const [choosingAnew, setChoosingAnew] = useState(false);
  const [saysNo, setSaysNo] = useState(false);
  const [givesBack, setGivesBack] = useState(false);
  const [keptHere, setKeptHere] = useState(false);
  const said = (): void => {
    setOpening(false);
    setGivesBack(false);
    onLook();
  };
  const saidBeneath = (now: Item): void => {
    setKeptHere(now.status === 'kept');
    said();
  };
  const openAgain = (): void => {
    setKeptHere(false);
    setOpening(true);
  };
  const laying = { me, item, onSaid: said, onGivingBack: () => setGivesBack(true) };
  const settled = (): void => {
    setChoosingAnew(false);
    setSaysNo(false);
    onLook();
  };
  useEvery(LOOK_EVERY, item.status === 'accepted', onLook);
  if (item.status === 'given_back') return <GivenBack />;
  if (givesBack) return <GivingBack me={me} item={item} onSaid={said} onBack={() => setGivesBack(false)} />;
  if (item.status === 'held') return <Held {...laying} />;
  const keeping = <Keeping {...laying} onSaid={saidBeneath} />;
  if (keptHere && item.status === 'kept') return <KeptHere me={me} letter={isRead(item)} onOpen={openAgain} />;
  if (opening) return <OpenedItem item={item} me={me} keeping={keeping} />;
  if (item.status === 'declined') return <Declined item={item} onAsked={settled} />;
  if (saysNo) return <Declining item={item} onBack={() => setSaysNo(false)} onDone={settled} />;
  if (item.delayed === true) return <Delayed onNo={() => setSaysNo(true)} />;
  if (item.status === 'arrived' || choosingAnew) return <Accepting me={me} item={item} onAccepted={settled} />;
  const acts = {
    onOpen: () => setOpening(true),
    onAnew: () => setChoosingAnew(true),
    onNo: () => setSaysNo(true),
  };
  return <Accepted item={item} {...acts} keeping={keeping} />;
}

interface AcceptedFacts {
  readonly item: Item;
  readonly onOpen: () => void;
  /** To choose another time. */
  readonly onAnew: () => void;
  readonly onNo: () => void;
  readonly keeping: ComponentChildren;
}

function Accepted({ item, onOpen, onAnew, onNo, keeping }: AcceptedFacts) {
  const source = useFetched<Evidence>(() => evidence(item.item), [item.item, item.status]);
  const letter = isRead(item);
  return (
    <Shown of={source} title={t('could-not-show')}>
      {(papers) => {
        const chosen = windowOf(papers.acceptance);
        const medium = mediumOf(papers.acceptance);
        const kept = item.status === 'kept';
        const opened = item.status === 'opened' || kept;
        const now = Date.now() / 1000;
        if (isHandedOver(medium) && opened) return <HandedOver paper={medium === 'on-paper'} keeping={keeping} />;
        // What somebody keeps has no end that they chose before.
        if (chosen !== null && now > chosen.until && !kept) return <Over onAnew={onAnew} onNo={opened ? null : onNo} />;
        if (chosen !== null && isHandedOver(medium)) return <ToBeHandedOver paper={medium === 'on-paper'} chosen={chosen} onNo={onNo} />;
        if (chosen !== null && now < chosen.from) return <NotYet chosen={chosen} onNo={onNo} />;
        if (item.status === 'accepted') return <GettingReady />;
        return <Ready letter={letter} again={opened} onOpen={onOpen} onNo={onNo} />;
      }}
    </Shown>
  );
}

function NoLonger({ onNo }: { readonly onNo: () => void }) {
  return (
    <p class="govuk-body govuk-!-margin-bottom-0">
      <button type="button" class="gb-text-button gb-text-button--flush" onClick={onNo}>
        {t('when-no')}
      </button>
    </p>
  );
}

function NotYet({ chosen, onNo }: { readonly chosen: Window; readonly onNo: () => void }) {
  return (
    <Screen title={t('not-yet-title')} back="/">
      <Lead says="not-yet-when" with={{ from: dayAndTime(chosen.from), until: dayAndTime(chosen.until) }} />
      <P says="not-yet-what" />
      <P says="chosen-anew-once" with={{ until: dayAndTime(chosen.until) }} />
      <NoLonger onNo={onNo} />
    </Screen>
  );
}

interface HandedFacts {
  readonly paper: boolean;
  readonly chosen: Window;
  readonly onNo: () => void;
}

function ToBeHandedOver({ paper, chosen, onNo }: HandedFacts) {
  return (
    <Screen title={t(paper ? 'to-be-on-paper-title' : 'to-be-together-title')} back="/">
      <Lead says="to-be-handed-when" with={{ from: dayAndTime(chosen.from), until: dayAndTime(chosen.until) }} />
      <P says="to-be-handed-next" />
      <P says="chosen-anew-once" with={{ until: dayAndTime(chosen.until) }} />
      <NoLonger onNo={onNo} />
    </Screen>
  );
}

function HandedOver({ paper, keeping }: { readonly paper: boolean; readonly keeping: ComponentChildren }) {
  return (
    <Screen title={t(paper ? 'was-on-paper-title' : 'was-together-title')} back="/">
      <Lead says="after-opening" />
      {keeping}
    </Screen>
  );
}

function Over({ onAnew, onNo }: { readonly onAnew: () => void; readonly onNo: (() => void) | null }) {
  return (
    <Screen title={t('over-title')} back="/">
      <Lead says="over-what" />
      <P says="over-next" />
      <Button onPress={onAnew}>{t('over-anew')}</Button>
      {onNo !== null && <NoLonger onNo={onNo} />}
    </Screen>
  );
}

/** Whatever they do, it cannot go ahead now: nobody is named, and no reason given. */
function Delayed({ onNo }: { readonly onNo: () => void }) {
  return (
    <Screen title={t('delayed-title')} back="/">
      <Lead says="delayed-what" />
      <P says="delayed-next" />
      <NoLonger onNo={onNo} />
    </Screen>
  );
}

function GettingReady() {
  return (
    <Screen title={t('getting-ready-title')} back="/">
      <Waiting says="getting-ready-what" />
    </Screen>
  );
}

interface ReadyFacts {
  readonly letter: boolean;
  readonly again: boolean;
  readonly onOpen: () => void;
  readonly onNo: () => void;
}

function Ready({ letter, again, onOpen, onNo }: ReadyFacts) {
  return (
    <div class="gb-interruption">
      <Screen title={t(letter ? 'ready-letter-title' : 'ready-recording-title')}>
        <Lead says={again ? 'ready-again' : 'ready-what'} />
        <Points says="ready-point" many={3} />
        <Buttons>
          <Button onPress={onOpen}>{t(letter ? 'open-letter' : 'open-recording')}</Button>
          <ButtonLink to="/" look="quiet">
            {t('leave-for-now')}
          </ButtonLink>
        </Buttons>
        {!again && <NoLonger onNo={onNo} />}
      </Screen>
    </div>
  );
}
