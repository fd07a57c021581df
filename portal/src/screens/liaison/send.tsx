/** Sending for somebody: what is in the way, choosing, a look before it leaves this desk, and on its way. */
import { useEffect } from 'preact/hooks';
import { itemById, items } from '../../api/items.ts';
import type { Item } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { Screen } from '../../ui/screen.tsx';
import { Shown, useFetched } from '../../ui/waiting.tsx';
import { P } from '../../ui/words.tsx';
import { actingFor, whoIs, type Acting } from './acting.ts';
import { batch, forgetBatch, lookAt, type Batch } from './batch.ts';
import { ChooseFiles } from './choose-files.tsx';
import { Check, Done, Looking, OnTheirWay, Stopped } from './files.tsx';
import { inTheWay, isBlocked, WhatIsInTheWay, type InTheWay } from './in-the-way.tsx';

interface SendFacts {
  readonly caseId: string;
  readonly person: string;
  /** What one file is to take the place of. */
  readonly instead: string | undefined;
}

interface Loaded {
  readonly acting: Acting;
  readonly found: InTheWay;
  readonly instead: Item | null;
  /** Whether something was begun that can be gone on with, whatever is in the way of more. */
  readonly begun: boolean;
}

async function load({ caseId, person, instead }: SendFacts): Promise<Loaded> {
  const acting = await actingFor(caseId, person);
  const [found, all, before] = await Promise.all([inTheWay(acting), items(), instead === undefined ? null : itemById(instead)]);
  const begun = all.some((one) => one.case === caseId && one.author === person && one.status === 'draft');
  return { acting, found, instead: before, begun };
}

/** The batch that is for just this; another is not shown here. */
function batchFor({ caseId, person, instead }: SendFacts): Batch | null {
  const now = batch.value;
  if (now === null || now.acting.case !== caseId || now.acting.person !== person) return null;
  return now.instead?.item === instead ? now : null;
}

export function Send(about: SendFacts) {
  useEffect(() => {
    // What is done with, or is for somebody else, makes room; what is on its way goes on.
    const now = batch.peek();
    if (now !== null && now.at !== 'sending' && now.at !== 'looking') forgetBatch();
  }, []);
  const now = batchFor(about);
  return now === null ? <Choosing {...about} /> : <Now now={now} />;
}

const TITLES: Readonly<Record<Batch['at'], string>> = {
  looking: 'send-looking-title',
  check: 'send-check-title',
  sending: 'sending-title',
  done: 'send-done-title',
  trouble: 'send-stopped-title',
};

function Now({ now }: { readonly now: Batch }) {
  return (
    <Screen title={t(TITLES[now.at])} back="/" caption={whoIs(now.acting)}>
      {now.at === 'looking' && <Looking now={now} />}
      {now.at === 'check' && <Check now={now} onOthers={forgetBatch} />}
      {now.at === 'sending' && <OnTheirWay now={now} />}
      {now.at === 'done' && <Done now={now} />}
      {now.at === 'trouble' && <Stopped now={now} onAgain={() => undefined} />}
    </Screen>
  );
}

function Choosing(about: SendFacts) {
  const source = useFetched(() => load(about), [about.caseId, about.person, about.instead]);
  return (
    <Shown of={source} title={t('could-not-show')}>
      {(loaded) => <Choose {...loaded} />}
    </Shown>
  );
}

function Choose({ acting, found, instead, begun }: Loaded) {
  const elsewhere = batch.value;
  const nothing = isBlocked(found.recording) && isBlocked(found.paper) && !begun && instead === null;
  return (
    <Screen title={t(instead === null ? 'send-title' : 'send-instead-title')} back={instead === null ? '/send' : `/items/${instead.item}`} caption={whoIs(acting)}>
      <WhatIsInTheWay found={found} acting={acting} />
      {elsewhere !== null && <P says="send-elsewhere" />}
      {!nothing && elsewhere === null && (
        <>
          <P says={instead === null ? 'send-line' : 'send-instead-line'} />
          {begun && instead === null && <P says="send-begun" />}
          <ChooseFiles
            single={instead !== null}
            onChosen={(files, language) => void lookAt(acting, files, instead?.language ?? language, instead)}
          />
        </>
      )}
    </Screen>
  );
}
