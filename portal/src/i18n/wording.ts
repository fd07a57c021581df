/**
 * The words that people agree to, from `locales/LANGUAGE/wording/NAME-VERSION.txt`. A consent names
 * the digest of every byte of the file, so a text is handed on as it is. Owns which version is the
 * newest; refuses to change or to put together any words.
 */
import type { Language } from './words.ts';

export type WordingName = 'take-part' | 'send' | 'receive' | 'acknowledgement' | 'information';

export interface WordingText {
  /** The whole file. */
  readonly text: string;
  readonly language: Language;
}

const files = import.meta.glob<string>('../../../locales/*/wording/*.txt', { query: '?raw', import: 'default' });

/** Rejects where the words cannot be fetched, or were never written. */
export async function wording(name: WordingName, language: Language): Promise<WordingText> {
  const start = `../../../locales/${language}/wording/${name}-`;
  const versions = Object.keys(files)
    .filter((path) => path.startsWith(start))
    .map((path) => Number(path.slice(start.length, -'.txt'.length)));
  const file = files[`${start}${Math.max(...versions)}.txt`];
  if (!file) throw new Error(`no words to agree to: ${language}/${name}`);
  return { text: await file(), language };
}

/** The same words in each language, so that a page can change from one to the other at once. */
export async function wordingInBoth(name: WordingName): Promise<Readonly<Record<Language, WordingText>>> {
  const [en, cy] = await Promise.all([wording(name, 'en'), wording(name, 'cy')]);
  return { en, cy };
}

/** The first line. */
export function titleOf({ text }: WordingText): string {
  return text.split('\n', 1)[0] ?? '';
}

/** What follows the title, in paragraphs of one or more lines. */
export function paragraphsOf({ text }: WordingText): readonly (readonly string[])[] {
  const [, ...paragraphs] = text.trimEnd().split('\n\n');
  return paragraphs.map((paragraph) => paragraph.split('\n'));
}
