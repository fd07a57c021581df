/**
 * Reviewing captions: their text is read whole as any letter is, beside the recording that they are of;
 * each cue takes the player to its time.
 */
import { useState } from 'preact/hooks';
import * as api from '../../api/items.ts';
import type { Item } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { storePins, vault } from '../../session/session.ts';
import { openedOf, useOpened, type Opened } from '../../ui/opening.ts';
import { Recording } from '../../ui/recording.tsx';
import { Shown, useFetched } from '../../ui/waiting.tsx';
import { H2, P } from '../../ui/words.tsx';
import type { ShownCue } from '../../vault/messages-captions.ts';

interface Found {
  readonly cues: readonly ShownCue[];
  readonly fault: string | null;
  /** Null where the team may not open it now: somebody else reads it, or nobody does. */
  readonly opened: Opened | null;
}

async function recordingOf(captions: Item, handle: string): Promise<Found> {
  const item = captions.relates_to ?? '';
  const papers = await api.evidence(item);
  const { recording, cues, fault } = await vault().do.captionsBeside({
    handle,
    recording: { evidence: papers, item, case: captions.case, kind: undefined },
  });
  await storePins(recording.pinsMoved);
  const opened = papers.grants.length > 0 ? await openedOf(recording) : null;
  return { cues, fault, opened };
}

/** "1:02:03", or "2:03" within the first hour. */
function at(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = String(seconds % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

interface ReadFacts {
  readonly item: Item;
  readonly handle: string;
  readonly lang: string;
}

export function CaptionsBeside({ item, handle, lang }: ReadFacts) {
  const source = useFetched(() => recordingOf(item, handle), [item.item, handle]);
  return (
    <section>
      <H2 says="captions-beside-title" />
      <Shown of={source}>
        {({ cues, fault, opened }) => (
          <>
            {fault !== null && <p class="govuk-inset-text">{t('captions-not-to-approve')}</p>}
            {opened?.is === 'recording' ? (
              <Played opened={opened} cues={cues} lang={lang} />
            ) : (
              <>
                <P says="captions-recording-closed" />
                <Cues cues={cues} lang={lang} onCue={null} />
              </>
            )}
          </>
        )}
      </Shown>
    </section>
  );
}

interface PlayedFacts {
  readonly opened: Extract<Opened, { is: 'recording' }>;
  readonly cues: readonly ShownCue[];
  readonly lang: string;
}

function Played({ opened, cues, lang }: PlayedFacts) {
  useOpened(opened);
  const [player, setPlayer] = useState<HTMLMediaElement | null>(null);
  const [failed, setFailed] = useState(false);
  const go = (cue: ShownCue): void => {
    if (player === null) return;
    player.currentTime = cue.from / 1000;
    void player.play().catch(() => undefined);
  };
  return (
    <>
      {failed ? (
        <P says="captions-recording-closed" />
      ) : (
        <Recording handle={opened.handle} mediaType={opened.mediaType} onFailure={() => setFailed(true)} onPlayer={setPlayer} />
      )}
      <P says="captions-cues" />
      <Cues cues={cues} lang={lang} onCue={failed ? null : go} />
    </>
  );
}

interface CuesFacts {
  readonly cues: readonly ShownCue[];
  readonly lang: string;
  /** Null where nothing plays. */
  readonly onCue: ((cue: ShownCue) => void) | null;
}

function Cues({ cues, lang, onCue }: CuesFacts) {
  return (
    <ol class="gb-cues">
      {cues.map((cue, index) => (
        <li key={index}>
          {onCue === null ? (
            <span class="gb-cues__at">{at(cue.from)}</span>
          ) : (
            <button type="button" class="gb-text-button gb-cues__at" aria-label={t('captions-play-from', { at: at(cue.from) })} onClick={() => onCue(cue)}>
              {at(cue.from)}
            </button>
          )}
          <span lang={lang} dir="auto">
            {cue.text}
          </span>
        </li>
      ))}
    </ol>
  );
}
