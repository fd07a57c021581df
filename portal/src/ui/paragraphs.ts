/**
 * A text in its paragraphs, for whoever goes through it one by one. Owns where one ends: put together
 * again they are the text, every character of it.
 */

export interface Paragraph {
  /** Where in the text it begins. */
  readonly from: number;
  readonly text: string;
  /** Code points, as decisions state them. */
  readonly characters: number;
}

/** Cuts after each run of empty lines. A text without any is one paragraph, an empty text none. */
export function paragraphsOf(text: string): readonly Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let from = 0;
  for (const part of text.match(/[^]+?(?:(?:\r?\n[ \t]*){2,}|$)/g) ?? []) {
    paragraphs.push({ from, text: part, characters: [...part].length });
    from += part.length;
  }
  return paragraphs;
}
