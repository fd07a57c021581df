/**
 * Letters and paper laid out for a printer: each begins on a sheet of its own, and so does each page of
 * paper. All of it is in this tab before it can be printed: printing fetches nothing, and nothing of it is
 * stored. Refuses recordings, and to print a part of it.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/words.ts';
import { vault } from '../session/session.ts';
import type { PageSize } from '../vault/messages.ts';
import { Button } from './buttons.tsx';
import { Letter } from './letter.tsx';
import { useOpened, type Opened } from './opening.ts';
import { Waiting } from './waiting.tsx';

export interface Part {
  readonly opened: Opened;
  readonly lang: string;
  /** What it is called on screen; it is not printed. */
  readonly name: string;
}

interface PackFacts {
  readonly parts: readonly Part[];
  readonly onFailure: (problem: unknown) => void;
  /** Whether every part is there, each time that changes. */
  readonly onReady: (ready: boolean) => void;
}

export function Pack({ parts, onFailure, onReady }: PackFacts) {
  const missing = useRef(new Set(parts.filter(({ opened }) => opened.is === 'pages').map(({ opened }) => opened.handle)));
  const [ready, setReady] = useState(missing.current.size === 0);
  useEffect(() => onReady(ready), [ready]);
  const here = (handle: string): void => {
    missing.current.delete(handle);
    setReady(missing.current.size === 0);
  };
  return (
    <div class={ready ? 'gb-paper' : 'gb-no-print'}>
      {parts.map((part) => (
        <OnePart
          key={part.opened.handle}
          part={part}
          named={parts.length > 1}
          onHere={() => here(part.opened.handle)}
          onFailure={onFailure}
        />
      ))}
    </div>
  );
}

interface PartFacts {
  readonly part: Part;
  readonly named: boolean;
  readonly onHere: () => void;
  readonly onFailure: (problem: unknown) => void;
}

function OnePart({ part: { opened, lang, name }, named, onHere, onFailure }: PartFacts) {
  useOpened(opened);
  return (
    <section class="gb-part" aria-label={name}>
      {named && <h2 class="govuk-heading-m gb-no-print">{name}</h2>}
      {opened.is === 'letter' && <Letter text={opened.text} lang={lang} />}
      {opened.is === 'pages' && <Sheets handle={opened.handle} pages={opened.pages} lang={lang} onHere={onHere} onFailure={onFailure} />}
    </section>
  );
}

interface SheetsFacts extends Omit<PartFacts, 'part' | 'named'> {
  readonly handle: string;
  readonly pages: readonly PageSize[];
  readonly lang: string;
}

function Sheets({ handle, pages, lang, onHere, onFailure }: SheetsFacts) {
  const [addresses, setAddresses] = useState<readonly string[]>([]);
  const left = useRef(pages.length);
  useEffect(() => {
    const made: string[] = [];
    let gone = false;
    const readAll = async (): Promise<void> => {
      for (const page of pages.keys()) {
        const { bytes } = await vault().do.readPage({ handle, page });
        if (gone) return;
        // It is said here to be a picture, and nothing else: whatever the bytes are, nothing in them runs.
        made.push(URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' })));
        setAddresses([...made]);
      }
    };
    readAll().catch((problem: unknown) => gone || onFailure(problem));
    return () => {
      gone = true;
      made.forEach((address) => URL.revokeObjectURL(address));
    };
  }, [handle]);
  const shown = (): void => {
    left.current -= 1;
    if (left.current === 0) onHere();
  };
  return (
    <>
      {pages.slice(0, addresses.length).map(({ width, height }, page) => (
        <div key={page} class={width > height ? 'gb-sheet gb-sheet--across' : 'gb-sheet'}>
          <img
            src={addresses[page]}
            width={width}
            height={height}
            lang={lang}
            alt={t('page-alt', { page: page + 1, pages: pages.length })}
            onLoad={shown}
            onError={() => onFailure(new Error('A page could not be shown.'))}
          />
        </div>
      ))}
      {addresses.length < pages.length && <Waiting says="page-loading" />}
    </>
  );
}

/** Prints once all of it is there. */
export function PrintButton({ ready }: { readonly ready: boolean }) {
  return (
    <Button disabled={!ready} onPress={() => print()}>
      {t('hand-over-print')}
    </Button>
  );
}
