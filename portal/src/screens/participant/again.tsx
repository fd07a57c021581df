/** Another recording in place of one that could not be made safe. */
import { useEffect, useState } from 'preact/hooks';
import { itemById } from '../../api/items.ts';
import type { Item, Me } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { Screen } from '../../ui/screen.tsx';
import { Shown, useFetched } from '../../ui/waiting.tsx';
import { P } from '../../ui/words.tsx';
import { ChooseFile } from './choose-file.tsx';
import { sending, sendRecording, stop } from './sending.ts';
import { SendingPanel } from './sending-panel.tsx';

interface AgainFacts {
  readonly me: Me;
  readonly id: string;
}

export function Again({ me, id }: AgainFacts) {
  const source = useFetched(() => itemById(id), [id]);
  return (
    <Shown of={source} title={t('could-not-show')}>{(item) => <Replacement me={me} item={item} />}</Shown>
  );
}

function Replacement({ me, item }: { readonly me: Me; readonly item: Item }) {
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
      <P says="again-line" />
      <ChooseFile
        label={t('file-label')}
        button={t('send-recording')}
        askLanguage={false}
        onChosen={({ file, kind }) => {
          setBegun(true);
          void sendRecording({ me, file, kind, language: item.language, inReplyTo: null, instead: item });
        }}
      />
    </Screen>
  );
}
