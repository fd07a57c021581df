/**
 * A person's own words, as text and never as markup. Line breaks are kept; characters that change
 * how other characters are shown, or that cannot be seen at all, are named instead of obeyed.
 */
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { language, t } from '../i18n/words.ts';
import { cutAt, type Mark } from './marks.ts';

/**
 * Controls (but not line break and tab), direction marks and everything else that Unicode lets a
 * font leave out: zero-width, soft hyphen, fillers, tags, and the selectors that can spell a message.
 */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029]/u;
/** Pictures made of several, and digits in keys: there one selector or joiner is how it is written. */
const JOINED_PICTURE = /((?:[0-9#*]\uFE0F\u20E3)|\p{Extended_Pictographic}[\uFE0E\uFE0F\u{1F3FB}-\u{1F3FF}]?(?:\u200D\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]?)*)/u;

type Run = { readonly text: string } | { readonly unseen: string };

/** The text in runs, characters that cannot be seen each in a run of their own. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  // A joiner inside a picture made of several is how that picture is written.
  text
    .replace(/\r\n?/g, '\n')
    .split(JOINED_PICTURE)
    .forEach((part, index) => {
      if (index % 2 === 1) runs.push({ text: part });
      else splitUnseen(part, runs);
    });
  return runs;
}

function splitUnseen(part: string, runs: Run[]): void {
  let plain = '';
  for (const character of part) {
    if (!UNSEEN.test(character)) {
      plain += character;
      continue;
    }
    if (plain !== '') runs.push({ text: plain });
    plain = '';
    runs.push({ unseen: (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0') });
  }
  if (plain !== '') runs.push({ text: plain });
}

/** Characters as people count them nearly enough, and as decisions state them: code points. */
export function charactersIn(text: string): number {
  return [...text].length;
}

const LONGEST_PIECE = 80;

interface Piece {
  /** Where in the letter it begins. */
  readonly from: number;
  readonly text: string;
  readonly characters: number;
}

/** Cuts after each line and, in long lines, after a word: never so long that an end is far from its start. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    let rest = [...line];
    while (rest.length > 0) {
      const space = rest.slice(0, LONGEST_PIECE).lastIndexOf(' ');
      const cut = rest.length <= LONGEST_PIECE || space < 1 ? LONGEST_PIECE : space + 1;
      const piece = rest.slice(0, cut);
      const joined = piece.join('');
      pieces.push({ from, text: joined, characters: piece.length });
      from += joined.length;
      rest = rest.slice(cut);
    }
  }
  return pieces;
}

export function Runs({ text }: { readonly text: string }) {
  return (
    <>
      {runsOf(text).map((run, index) =>
        'text' in run ? (
          run.text
        ) : (
          <span key={index} class="gb-letter__hidden">
            {t('hidden-character', { code: run.unseen })}
          </span>
        ),
      )}
    </>
  );
}

export function Letter({ text, lang }: { readonly text: string; readonly lang: string }) {
  return (
    <article class="gb-letter" lang={lang} dir="auto" aria-label={t('letter')}>
      <Runs text={text} />
    </article>
  );
}

/** The id of a marked place, where the list of them leads. */
export function placeOf(number: number): string {
  return `place-${number}`;
}

/** A piece of a letter with its marked places, each named for who does not see that it is marked. */
export function Marked({ piece, marks }: { readonly piece: Piece; readonly marks: readonly Mark[] }) {
  return (
    <>
      {cutAt(piece.text, piece.from, marks).map(({ text, mark, begins }, index) => {
        if (mark === null) return <Runs key={index} text={text} />;
        return (
          <mark key={index} class="gb-letter__mark" {...(begins ? { id: placeOf(mark), tabIndex: -1 } : {})}>
            {begins && (
              <span class="govuk-visually-hidden" lang={language()}>
                {t('mark-here', { what: t(`mark-${marks[mark]?.kind ?? 'link'}`) })}{' '}
              </span>
            )}
            <Runs text={text} />
          </mark>
        );
      })}
    </>
  );
}

interface CoveredFacts {
  readonly text: string;
  readonly lang: string;
  /** Places to look at; they change nothing about what counts as seen. */
  readonly marks: readonly Mark[];
  /** Characters whose end has stood on screen so far. */
  readonly onCovered: (characters: number) => void;
}

/** The same letter for a reviewer: every piece counts once its end has been on screen. */
export function CoveredLetter({ text, lang, marks, onCovered }: CoveredFacts) {
  const sheet = useRef<HTMLElement>(null);
  const pieces = useMemo(() => piecesOf(text), [text]);
  useEffect(() => {
    let covered = 0;
    const watcher = new IntersectionObserver((sightings) => {
      for (const { isIntersecting, target } of sightings) {
        if (!isIntersecting) continue;
        watcher.unobserve(target);
        covered += pieces[Number((target as HTMLElement).dataset['end'])]?.characters ?? 0;
        target.setAttribute('data-seen', '');
      }
      onCovered(covered);
    });
    sheet.current?.querySelectorAll('[data-end]').forEach((end) => watcher.observe(end));
    return () => watcher.disconnect();
  }, [pieces]);
  return (
    <article class="gb-letter" lang={lang} dir="auto" aria-label={t('letter')} ref={sheet}>
      {pieces.map((piece, index) => (
        <span key={index}>
          <Marked piece={piece} marks={marks} />
          <span class="gb-letter__end" data-end={index} />
        </span>
      ))}
    </article>
  );
}

/** Brings the first piece that was passed over onto the screen. */
export function showFirstUnseen(): void {
  document.querySelector('[data-end]:not([data-seen])')?.scrollIntoView({ block: 'center' });
}
