/**
 * Paper that was made into pages: one at a time, as large as one wants it. The vault opens each; a
 * reader of the team is told which of it has been on screen.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/words.ts';
import { vault } from '../session/session.ts';
import type { PageSize } from '../vault/messages.ts';
import { Button, Buttons } from './buttons.tsx';
import { Waiting } from './waiting.tsx';

interface PagesFacts {
  readonly handle: string;
  readonly pages: readonly PageSize[];
  readonly lang: string;
  readonly onFailure: (problem: unknown) => void;
  /** A page, from 0, all of which has been on screen. */
  readonly onSeen?: (page: number) => void;
}

/** Percent of the width that there is. */
const SIZES = [100, 150, 200, 300];
/** A page has been on screen once each of its strips has. */
const STRIPS = 12;

export function Pages({ handle, pages, lang, onFailure, onSeen }: PagesFacts) {
  const [at, setAt] = useState(0);
  const [size, setSize] = useState(0);
  const name = useRef<HTMLParagraphElement>(null);
  const turn = (to: number): void => {
    setAt(to);
    // Whoever listens hears which page it is, and the page begins at its top.
    name.current?.focus();
    name.current?.scrollIntoView({ block: 'start' });
  };
  const zoomed = SIZES[size] ?? 100;
  return (
    <section class="gb-pages" aria-label={t('pages')}>
      <p class="govuk-body govuk-!-font-weight-bold" ref={name} tabIndex={-1} role="status">
        {t('page-of', { page: at + 1, pages: pages.length })}
      </p>
      <Buttons>
        <Button look="quiet" disabled={size === SIZES.length - 1} onPress={() => setSize(size + 1)}>
          {t('page-larger')}
        </Button>
        <Button look="quiet" disabled={size === 0} onPress={() => setSize(size - 1)}>
          {t('page-smaller')}
        </Button>
      </Buttons>
      <OnePage
        key={at}
        handle={handle}
        page={at}
        of={pages}
        lang={lang}
        zoomed={zoomed}
        onFailure={onFailure}
        onSeen={onSeen}
      />
      {pages.length > 1 && (
        <Buttons>
          <Button look="quiet" disabled={at === 0} onPress={() => turn(at - 1)}>
            {t('page-before')}
          </Button>
          <Button look="quiet" disabled={at === pages.length - 1} onPress={() => turn(at + 1)}>
            {t('page-next')}
          </Button>
        </Buttons>
      )}
    </section>
  );
}

interface OnePageFacts {
  readonly handle: string;
  readonly page: number;
  readonly of: readonly PageSize[];
  readonly lang: string;
  readonly zoomed: number;
  readonly onFailure: (problem: unknown) => void;
  readonly onSeen: ((page: number) => void) | undefined;
}

function OnePage({ handle, page, of, lang, zoomed, onFailure, onSeen }: OnePageFacts) {
  const [address, setAddress] = useState('');
  const [loaded, setLoaded] = useState(false);
  const sheet = useRef<HTMLDivElement>(null);
  const { width, height } = of[page] ?? { width: 1, height: 1 };

  useEffect(() => {
    let made = '';
    let gone = false;
    vault()
      .do.readPage({ handle, page })
      .then(({ bytes }) => {
        if (gone) return;
        // It is said here to be a picture, and nothing else: whatever the bytes are, nothing in them runs.
        made = URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }));
        setAddress(made);
      }, onFailure);
    return () => {
      gone = true;
      URL.revokeObjectURL(made);
    };
  }, [handle, page]);

  useEffect(() => {
    if (!loaded || onSeen === undefined) return;
    let left = STRIPS;
    const watcher = new IntersectionObserver((sightings) => {
      for (const { isIntersecting, target } of sightings) {
        if (!isIntersecting) continue;
        watcher.unobserve(target);
        left -= 1;
      }
      if (left === 0) onSeen(page);
    });
    sheet.current?.querySelectorAll('.gb-pages__strip').forEach((strip) => watcher.observe(strip));
    return () => watcher.disconnect();
  }, [loaded, page]);

  return (
    <div class="gb-pages__window" tabIndex={0} role="group" aria-label={t('page-window')}>
      {address === '' && <Waiting says="page-loading" />}
      {address !== '' && (
        <div class={`gb-pages__sheet gb-pages__sheet--${zoomed}`} ref={sheet}>
          <img
            src={address}
            width={width}
            height={height}
            lang={lang}
            alt={t('page-alt', { page: page + 1, pages: of.length })}
            onLoad={() => setLoaded(true)}
            onError={() => onFailure(new Error('A page could not be shown.'))}
          />
          {Array.from({ length: STRIPS }, (_, strip) => (
            <span key={strip} class="gb-pages__strip" aria-hidden="true" />
          ))}
        </div>
      )}
    </div>
  );
}
