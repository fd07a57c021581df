/**
 * A recording with its captions, which whoever looks switches on and off. Owns the text track, made of
 * cues that the vault has verified and read; no file and no mark-up ever reaches a player.
 */
import type { ComponentProps } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { captionsBeside } from '../api/items.ts';
import { hasWords, t } from '../i18n/words.ts';
import { storePins, vault } from '../session/session.ts';
import type { ShownCue } from '../vault/messages-captions.ts';
import { Recording } from './recording.tsx';
import { useFetched } from './waiting.tsx';

interface Captions {
  readonly language: string;
  readonly cues: readonly ShownCue[];
}

interface Found {
  readonly captions: readonly Captions[];
  /** Whether there were some that did not verify, and are not shown. */
  readonly leftOut: boolean;
}

async function captionsOf(handle: string, item: string, inCase: string): Promise<Found> {
  const captions: Captions[] = [];
  let leftOut = false;
  for (const shown of await captionsBeside(item)) {
    try {
      const opened = await vault().do.openCaptions({ ...shown, handle, case: inCase, kind: 'captions' });
      await storePins(opened.pinsMoved);
      captions.push(opened);
    } catch {
      leftOut = true;
    }
  }
  return { captions, leftOut };
}

/** In lines from the foot of the picture, where the browser’s own controls are. */
const ABOVE_CONTROLS = -5;

/** A cue is text: what would be mark-up to a player is written so that it shows as it is. */
function asShown(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function nameOf(language: string): string {
  const word = `language-${language}`;
  return hasWords(word) ? t(word) : language;
}

/** What is said now of a sound, where no picture carries it; none of it while the track is off. */
function useTrack(player: HTMLMediaElement | null, captions: Captions | null): readonly string[] {
  const [said, setSaid] = useState<readonly string[]>([]);
  useEffect(() => {
    if (player === null || captions === null) return undefined;
    const track = player.addTextTrack('captions', nameOf(captions.language), captions.language);
    for (const { from, until, text } of captions.cues) {
      const cue = new VTTCue(from / 1000, until / 1000, asShown(text));
      cue.line = ABOVE_CONTROLS;
      track.addCue(cue);
    }
    const pictured = player instanceof HTMLVideoElement;
    track.mode = pictured ? 'showing' : 'hidden';
    const look = (): void => {
      const at = player.currentTime * 1000;
      setSaid(captions.cues.filter(({ from, until }) => from <= at && at < until).map(({ text }) => text));
    };
    if (!pictured) {
      track.oncuechange = look;
      player.addEventListener('seeked', look);
      look();
    }
    return () => {
      // A track that was added cannot be taken away: it is emptied, and off.
      track.oncuechange = null;
      player.removeEventListener('seeked', look);
      for (const cue of Array.from(track.cues ?? [])) track.removeCue(cue);
      track.mode = 'disabled';
      setSaid([]);
    };
  }, [player, captions]);
  return said;
}

type CaptionedFacts = ComponentProps<typeof Recording> & {
  /** The recording that is played, and its case. */
  readonly of: { readonly item: string; readonly case: string };
};

export function Captioned({ of, onPlayer, ...recording }: CaptionedFacts) {
  const [player, setPlayer] = useState<HTMLMediaElement | null>(null);
  const [on, setOn] = useState<string | null>(null);
  const tell = useRef(onPlayer);
  tell.current = onPlayer;
  const known = useCallback((shown: HTMLMediaElement | null) => {
    setPlayer(shown);
    tell.current?.(shown);
  }, []);
  const { fetched } = useFetched(() => captionsOf(recording.handle, of.item, of.case), [recording.handle, of.item]);
  const { captions, leftOut } = fetched.is === 'here' ? fetched.value : { captions: [], leftOut: fetched.is === 'trouble' };
  const shown = captions.find(({ language }) => language === on) ?? null;
  const said = useTrack(player, shown);
  return (
    <>
      <Recording {...recording} onPlayer={known} />
      {recording.mediaType === 'audio/mp4' && shown !== null && (
        <p class="gb-captions" lang={shown.language} dir="auto">
          {said.join('\n')}
        </p>
      )}
      {captions.length > 0 && (
        <div class="govuk-form-group govuk-checkboxes govuk-checkboxes--small" data-module="govuk-checkboxes">
          {captions.map(({ language }) => (
            <div class="govuk-checkboxes__item" key={language}>
              <input
                class="govuk-checkboxes__input"
                id={`captions-${language}`}
                type="checkbox"
                checked={on === language}
                onChange={(event) => setOn(event.currentTarget.checked ? language : null)}
              />
              <label class="govuk-label govuk-checkboxes__label" for={`captions-${language}`}>
                {t('captions-switch', { spoken: nameOf(language) })}
              </label>
            </div>
          ))}
        </div>
      )}
      {leftOut && <p class="govuk-body">{t('captions-left-out')}</p>}
    </>
  );
}
