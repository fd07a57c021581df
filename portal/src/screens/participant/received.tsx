/** Something for this person: to be accepted as they choose, then opened, then read or played. */
import { useState } from 'preact/hooks';
import { evidence } from '../../api/items.ts';
import type { Evidence, Item } from '../../api/types.ts';
import { dayAndTime } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { Button, ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Shown, useEvery, useFetched, Waiting } from '../../ui/waiting.tsx';
import { Lead, P, Points } from '../../ui/words.tsx';
import { Accepting } from './accepting.tsx';
import { OpenedItem } from './opened-item.tsx';
import { windowOf, type Window } from './window.ts';

const LOOK_EVERY = 2500;

interface ReceivedFacts {
  readonly item: Item;
  readonly onLook: () => void;
}

export function Received({ item, onLook }: ReceivedFacts) {
  const [opening, setOpening] = useState(false);
  useEvery(LOOK_EVERY, item.status === 'accepted', onLook);
  if (opening) return <OpenedItem item={item} />;
  if (item.status === 'arrived') return <Accepting item={item} onAccepted={onLook} />;
  return <Accepted item={item} onOpen={() => setOpening(true)} />;
}

function Accepted({ item, onOpen }: { readonly item: Item; readonly onOpen: () => void }) {
  const source = useFetched<Evidence>(() => evidence(item.item), [item.item, item.status]);
  const letter = item.kind === 'letter';
  return (
    <Shown of={source} title={t('could-not-show')}>
      {(papers) => {
        const chosen = windowOf(papers.acceptance);
        const now = Date.now() / 1000;
        if (chosen !== null && now < chosen.from) return <NotYet chosen={chosen} />;
        if (chosen !== null && now > chosen.until) return <Over />;
        if (item.status === 'accepted') return <GettingReady />;
        return <Ready letter={letter} again={item.status === 'opened'} onOpen={onOpen} />;
      }}
    </Shown>
  );
}

function NotYet({ chosen }: { readonly chosen: Window }) {
  return (
    <Screen title={t('not-yet-title')} back="/">
      <Lead says="not-yet-when" with={{ from: dayAndTime(chosen.from), until: dayAndTime(chosen.until) }} />
      <P says="not-yet-what" />
    </Screen>
  );
}

function Over() {
  return (
    <Screen title={t('over-title')} back="/">
      <Lead says="over-what" />
      <P says="over-next" />
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

function Ready({ letter, again, onOpen }: { readonly letter: boolean; readonly again: boolean; readonly onOpen: () => void }) {
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
      </Screen>
    </div>
  );
}
