/**
 * A letter for a reviewer who hears it or goes through it by the keyboard: a paragraph counts once they
 * say that they have read it. Owns moving on to the next; refuses to count what only stood on screen.
 */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/words.ts';
import { Button } from './buttons.tsx';
import { Marked } from './letter.tsx';
import type { Mark } from './marks.ts';
import { paragraphsOf } from './paragraphs.ts';

interface SpokenFacts {
  readonly text: string;
  readonly lang: string;
  readonly marks: readonly Mark[];
  /** Characters of the paragraphs that were said to be read so far. */
  readonly onCovered: (characters: number) => void;
}

export function SpokenLetter({ text, lang, marks, onCovered }: SpokenFacts) {
  const paragraphs = useMemo(() => paragraphsOf(text), [text]);
  const [read, setRead] = useState<ReadonlySet<number>>(new Set());
  const sheet = useRef<HTMLDivElement>(null);
  const many = paragraphs.length;
  useEffect(() => {
    onCovered([...read].reduce((sum, index) => sum + (paragraphs[index]?.characters ?? 0), 0));
    // Whoever hears it is taken on to what they have not heard yet.
    if (read.size > 0) sheet.current?.querySelector<HTMLElement>('[data-unread]')?.focus();
  }, [read, paragraphs]);
  return (
    <div ref={sheet}>
      {paragraphs.map((piece, index) => {
        const name = t('paragraph-of', { number: index + 1, many });
        const isRead = read.has(index);
        return (
          <section key={index} aria-label={name} tabIndex={-1} {...(isRead ? {} : { 'data-unread': '' })}>
            <h2 class="govuk-heading-s">{name}</h2>
            <div class="gb-letter" lang={lang} dir="auto">
              <Marked piece={piece} marks={marks} />
            </div>
            {isRead ? (
              <p class="govuk-body">{t('paragraph-read')}</p>
            ) : (
              <Button look="quiet" onPress={() => setRead(new Set([...read, index]))}>
                {t('paragraph-read-button')}
                <span class="govuk-visually-hidden"> {name}</span>
              </Button>
            )}
          </section>
        );
      })}
    </div>
  );
}
