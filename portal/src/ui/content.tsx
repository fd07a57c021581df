/** A letter, a recording or paper that was verified, or, when verifying failed, nothing and why. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Captioned } from './captions.tsx';
import { Letter } from './letter.tsx';
import { NothingShown } from './nothing-shown.tsx';
import { useOpened, type Opened } from './opening.ts';
import { Pages } from './pages.tsx';

interface ContentFacts {
  readonly opened: Opened;
  readonly lang: string;
  /** What it is the content of, and of which case. */
  readonly of: { readonly item: string; readonly case: string };
  /** What follows what is shown, and not where nothing is. */
  readonly after?: ComponentChildren;
}

export function Content({ opened, lang, of, after }: ContentFacts) {
  useOpened(opened);
  const [failure, setFailure] = useState<unknown>(null);
  if (failure !== null) return <NothingShown problem={failure} />;
  return (
    <>
      {opened.is === 'letter' && <Letter text={opened.text} lang={lang} />}
      {opened.is === 'pages' && <Pages handle={opened.handle} pages={opened.pages} lang={lang} onFailure={setFailure} />}
      {opened.is === 'recording' && <Captioned of={of} handle={opened.handle} mediaType={opened.mediaType} onFailure={setFailure} />}
      {after}
    </>
  );
}
