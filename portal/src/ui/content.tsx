/** A letter or a recording that was verified, or, when verifying failed, nothing and why. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Letter } from './letter.tsx';
import { NothingShown } from './nothing-shown.tsx';
import { useOpened, type Opened } from './opening.ts';
import { Recording } from './recording.tsx';

interface ContentFacts {
  readonly opened: Opened;
  readonly lang: string;
  /** What follows what is shown, and not where nothing is. */
  readonly after?: ComponentChildren;
}

export function Content({ opened, lang, after }: ContentFacts) {
  useOpened(opened);
  const [failure, setFailure] = useState<unknown>(null);
  if (failure !== null) return <NothingShown problem={failure} />;
  return (
    <>
      {opened.is === 'letter' ? (
        <Letter text={opened.text} lang={lang} />
      ) : (
        <Recording handle={opened.handle} mediaType={opened.mediaType} onFailure={setFailure} />
      )}
      {after}
    </>
  );
}
