/**
 * Where something lies after it was opened: here, with the service for a while, or given back.
 * Nobody is asked why, and only giving it back is for good, which is asked once more.
 */
import { useState } from 'preact/hooks';
import { evidence } from '../../api/items.ts';
import { storeKeeping } from '../../api/offers.ts';
import type { Item, Me } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { vault } from '../../session/session.ts';
import { Button, ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { Screen } from '../../ui/screen.tsx';
import { H2, Lead, P } from '../../ui/words.tsx';
import type { Wish } from '../../vault/messages-offers.ts';
import { useTold } from './told.ts';

async function say(item: Item, wish: Wish): Promise<Item> {
  const papers = await evidence(item.item);
  const { keeping } = await vault().do.keeping({ evidence: papers, item: item.item, case: item.case, wish });
  return storeKeeping(item.item, keeping);
}

function useSaying(item: Item, onSaid: (now: Item) => void) {
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const saying = async (wish: Wish): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      onSaid(await say(item, wish));
    } catch (refusal) {
      setProblem(refusal);
    }
    setWorking(false);
  };
  return { problem, working, say: (wish: Wish) => void saying(wish) };
}

/** Where it lies is nobody else's to know; what they may know, this person chose. */
function NotTold({ me }: { readonly me: Me }) {
  const told = useTold(me);
  return told === null ? null : <P says={`keeping-told-${told}`} />;
}

interface KeepingFacts {
  readonly me: Me;
  readonly item: Item;
  readonly onSaid: (now: Item) => void;
  readonly onGivingBack: () => void;
}

/** Beneath what was opened. */
export function Keeping({ me, item, onSaid, onGivingBack }: KeepingFacts) {
  const { problem, working, say } = useSaying(item, onSaid);
  const kept = item.status === 'kept';
  return (
    <section>
      <H2 says="keeping-title" />
      {problem !== null && <NothingShown problem={problem} />}
      <P says={kept ? 'keeping-is-kept' : 'keeping-line'} />
      <NotTold me={me} />
      <Buttons>
        {!kept && (
          <Button look="quiet" disabled={working} onPress={() => say('keep')}>
            {t('keep-here')}
          </Button>
        )}
        <Button look="quiet" disabled={working} onPress={() => say('hold')}>
          {t('keep-held')}
        </Button>
        <Button look="quiet" disabled={working} onPress={onGivingBack}>
          {t('keep-give-back')}
        </Button>
      </Buttons>
    </section>
  );
}

/** After it was kept, so that nobody wonders whether it was. */
export function KeptHere({ me, letter, onOpen }: { readonly me: Me; readonly letter: boolean; readonly onOpen: () => void }) {
  return (
    <Screen title={t('kept-title')} back="/">
      <Lead says="kept-what" />
      <NotTold me={me} />
      <Buttons>
        <ButtonLink to="/">{t('back-home')}</ButtonLink>
        <Button look="quiet" onPress={onOpen}>
          {t(letter ? 'kept-letter-again' : 'kept-recording-again')}
        </Button>
      </Buttons>
    </Screen>
  );
}

/** What the service holds, until its recipient asks for it back. */
export function Held({ me, item, onSaid, onGivingBack }: KeepingFacts) {
  const { problem, working, say } = useSaying(item, onSaid);
  return (
    <Screen title={t('held-title')} back="/">
      {problem !== null && <NothingShown problem={problem} />}
      <Lead says="held-what" />
      <NotTold me={me} />
      <Buttons>
        <Button disabled={working} onPress={() => say('keep')}>
          {t('held-ask-back')}
        </Button>
        <Button look="quiet" disabled={working} onPress={onGivingBack}>
          {t('keep-give-back')}
        </Button>
        <ButtonLink to="/" look="quiet">
          {t('leave-for-now')}
        </ButtonLink>
      </Buttons>
    </Screen>
  );
}

interface GivingBackFacts {
  readonly me: Me;
  readonly item: Item;
  readonly onSaid: (now: Item) => void;
  readonly onBack: () => void;
}

export function GivingBack({ me, item, onSaid, onBack }: GivingBackFacts) {
  const { problem, working, say } = useSaying(item, onSaid);
  return (
    <Screen title={t('give-back-title')} onBack={onBack}>
      {problem !== null && <NothingShown problem={problem} />}
      <Lead says="give-back-what" />
      <P says="give-back-hold" />
      <NotTold me={me} />
      <Buttons>
        <Button disabled={working} onPress={() => say('return')}>
          {t('give-back-yes')}
        </Button>
        <Button look="quiet" disabled={working} onPress={onBack}>
          {t('leave-for-now')}
        </Button>
      </Buttons>
    </Screen>
  );
}

export function GivenBack() {
  return (
    <Screen title={t('given-back-title')} back="/">
      <Lead says="given-back-what" />
    </Screen>
  );
}
