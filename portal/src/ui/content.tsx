/** A letter, a recording or paper that was verified, or, when verifying failed, nothing and why. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Captioned } from './captions.tsx';
import { Letter } from './letter.tsx';
import { NothingShown } from './nothing-shown.tsx';
import { useOpened, type Opened } from './opening.ts';
import { Pages } from './pages.tsx';
import { Recording } from './recording.tsx';

interface ContentFacts {
  readonly opened: Opened;
  readonly lang: string;
  /** Whether a recording shows a still before it plays. */
  readonly stillFirst?: boolean;
  /** What it is the content of, and of which case, where captions of it are shown. */
  readonly of?: { readonly item: string; readonly case: string };
  /** What follows what is shown, and not where nothing is. */
  readonly after?: ComponentChildren;
}

export function Content({ opened, lang, of, stillFirst = false, after }: ContentFacts) {
  useOpened(opened);
  const [failure, setFailure] = useState<unknown>(null);
  if (failure !== null) return <NothingShown problem={failure} />;
  const playing = ({ handle, mediaType }: Extract<Opened, { is: 'recording' }>) => ({ handle, mediaType, stillFirst, onFailure: setFailure });
  return (
    <>
      {opened.is === 'letter' && <Letter text={opened.text} lang={lang} />}
      {opened.is === 'pages' && <Pages handle={opened.handle} pages={opened.pages} lang={lang} onFailure={setFailure} />}
      {opened.is === 'recording' &&
        (of === undefined ? <Recording {...playing(opened)} /> : <Captioned of={of} {...playing(opened)} />)}
      {after}
    </>
  );
}
