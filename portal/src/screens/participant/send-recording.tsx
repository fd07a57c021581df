/** Sending a recording: choose it, then see it on its way. */
import type { Me } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { Screen } from '../../ui/screen.tsx';
import { P } from '../../ui/words.tsx';
import { ChooseFile } from './choose-file.tsx';
import { sending, sendRecording, stop } from './sending.ts';
import { SendingPanel } from './sending-panel.tsx';
import { NoReplyToThis } from './replying.tsx';
import { TheirWishes } from './wishing.tsx';
import { useEffect, useState } from 'preact/hooks';

interface SendFacts {
  readonly me: Me;
  readonly inReplyTo: string | null;
}

/** Something that is already on its way is shown instead of the form; something finished is not. */
function stillGoing(): boolean {
  const phase = sending.peek()?.phase.at;
  return phase === 'looking' || phase === 'sending' || phase === 'finishing';
}

export function SendRecording({ me, inReplyTo }: SendFacts) {
  const [begun, setBegun] = useState(stillGoing);
  const now = sending.value;
  useEffect(() => {
    if (!stillGoing()) stop();
  }, []);
  if (begun && now !== null) {
    return (
      <Screen title={t(now.phase.at === 'sent' ? 'recording-sent-title' : 'sending-title')} back="/">
        <SendingPanel now={now} onAgain={() => setBegun(false)} />
      </Screen>
    );
  }
  return (
    <Screen title={t('record-title')} back="/">
      <P says="record-line" />
      <P says="record-safe" />
      <TheirWishes me={me} />
      <NoReplyToThis me={me} />
      <ChooseFile
        label={t('file-label')}
        button={t('send-recording')}
        askLanguage
        onChosen={({ file, kind, language }) => {
          setBegun(true);
          void sendRecording({ me, file, kind, language, inReplyTo, instead: null });
        }}
      />
    </Screen>
  );
}
