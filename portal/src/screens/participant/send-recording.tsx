/** Sending a recording, or a letter on paper: choose it, then see it on its way. */
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
  /** A picture or a PDF of a letter, and not a recording. */
  readonly paper: boolean;
  readonly inReplyTo: string | null;
}

/** Something that is already on its way is shown instead of the form; something finished is not. */
function stillGoing(): boolean {
  const phase = sending.peek()?.phase.at;
  return phase === 'looking' || phase === 'sending' || phase === 'finishing';
}

export function SendRecording({ me, paper, inReplyTo }: SendFacts) {
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
    <Screen title={t(paper ? 'scan-title' : 'record-title')} back="/">
      <P says={paper ? 'scan-line' : 'record-line'} />
      <P says={paper ? 'scan-safe' : 'record-safe'} />
      <TheirWishes me={me} />
      <NoReplyToThis me={me} />
      <ChooseFile
        paper={paper}
        label={t(paper ? 'scan-file-label' : 'file-label')}
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
