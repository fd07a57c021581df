/** A letter or a recording that was verified, or, when verifying failed, nothing and why. */
import { useState } from 'preact/hooks';
import { Letter } from './letter.tsx';
import { NothingShown } from './nothing-shown.tsx';
import { useOpened, type Opened } from './opening.ts';
import { Recording } from './recording.tsx';

export function Content({ opened, lang }: { readonly opened: Opened; readonly lang: string }) {
  useOpened(opened);
  const [failure, setFailure] = useState<unknown>(null);
  if (failure !== null) return <NothingShown problem={failure} />;
  if (opened.is === 'letter') return <Letter text={opened.text} lang={lang} />;
  return <Recording handle={opened.handle} mediaType={opened.mediaType} onFailure={setFailure} />;
}
