/**
 * The next version of what was returned, or of a file that could not be made safe. A letter begins
 * with the words of the version before; what a reader asked for stays in sight.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { itemById } from '../../api/items.ts';
import type { Item, Me } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { unsentWords } from '../../session/unsent.ts';
import { Screen } from '../../ui/screen.tsx';
import { Shown, useFetched } from '../../ui/waiting.tsx';
import { P } from '../../ui/words.tsx';
import { OnceAgreed } from './before-you-begin.tsx';
import { ChooseFile } from './choose-file.tsx';
import { mediumOfKind } from '../item-kinds.ts';
import { openOwn } from './own-content.tsx';
import { Why } from './own-decided.tsx';
import { saidAbout } from './said-about.ts';
import { sending, sendRecording, stop } from './sending.ts';
import { SendingPanel } from './sending-panel.tsx';
import { WriteLetter } from './write-letter.tsx';

interface AgainFacts {
  readonly me: Me;
  readonly id: string;
  /** Looking at a letter once more before it is sent. */
  readonly checking: boolean;
}

interface Before {
  readonly item: Item;
  /** What the reader said; null where nobody did, or where it did not verify. */
  readonly words: string | null;
  /** The version before, of a letter. */
  readonly text: string;
}

async function before(me: Me, id: string): Promise<Before> {
  const item = await itemById(id);
  const words = item.status === 'returned' ? (await saidAbout(item)).returned : null;
  // Of what lapsed nothing is there to begin with.
  if (item.kind !== 'letter' || item.status === 'lapsed' || unsentWords(me.person, id) !== null) return { item, words, text: '' };
  const opened = await openOwn(item);
  return { item, words, text: opened.is === 'letter' ? opened.text : '' };
}

export function Again({ me, id, checking }: AgainFacts) {
  const source = useFetched(() => before(me, id), [id]);
  return (
    <Shown of={source} title={t('could-not-show')}>
      {({ item, words, text }) => {
        const letter = item.kind === 'letter';
        const asked = item.status === 'returned' ? <Why item={item} words={words} /> : null;
        return (
          <OnceAgreed me={me} medium={mediumOfKind(item)}>
            {letter ? (
              <WriteLetter me={me} inReplyTo={item.in_reply_to ?? null} checking={checking} before={{ item, text, asked }} />
            ) : (
              <Replacement me={me} item={item} asked={asked} />
            )}
          </OnceAgreed>
        );
      }}
    </Shown>
  );
}

interface ReplacementFacts {
  readonly me: Me;
  readonly item: Item;
  readonly asked: ComponentChildren;
}

function Replacement({ me, item, asked }: ReplacementFacts) {
  const [begun, setBegun] = useState(false);
  const now = sending.value;
  useEffect(stop, []);
  if (begun && now !== null) {
    return (
      <Screen title={t(now.phase.at === 'sent' ? 'recording-sent-title' : 'sending-title')} back="/">
        <SendingPanel now={now} onAgain={() => setBegun(false)} />
      </Screen>
    );
  }
  return (
    <Screen title={t('again-title')} back={`/items/${item.item}`}>
      <P says={item.status === 'returned' ? 'next-recording-line' : 'again-line'} />
      {asked}
      <ChooseFile
        paper={item.kind === 'scan'}
        label={t(item.kind === 'scan' ? 'scan-file-label' : 'file-label')}
        button={t('send-recording')}
        askLanguage={false}
        onChosen={({ file, kind }) => {
          setBegun(true);
          void sendRecording({ me, file, kind, language: item.language, inReplyTo: item.in_reply_to ?? null, instead: item });
        }}
      />
    </Screen>
  );
}
