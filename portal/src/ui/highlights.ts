/**
 * Finds phone numbers, e-mail addresses, links, and the words that the case or the agency asks to look
 * for in a letter, on the reader's own device. Owns finding,
 * and errs towards too much; refuses to send, to judge and to hold anything up. Fetched only by whoever
 * reads a letter for review: what it knows of phone numbers is large.
 */
import { findPhoneNumbersInText } from 'libphonenumber-js/min';
import type { LookFor, Mark, MarkKind } from './marks.ts';

/** Numbers without a country code are taken for numbers of this country. */
const HERE = 'GB';
// Every repetition has a bound, so that no letter can make looking through it slow.
const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}/gu;
const LINK =
  /(?:https?:\/\/|www\.)[^\s<>"“”]{1,2000}|(?<![\p{L}\p{N}@.-])(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|uk|wales|cymru|info|me|tv)(?![\p{L}\p{N}-])(?:\/[^\s<>"“”]{0,2000})?/giu;
/** What ends a sentence and not an address. */
const TRAILING = /[.,;:!?)\]}'’]+$/u;

function matches(kind: MarkKind, pattern: RegExp, text: string): Mark[] {
  return [...text.matchAll(pattern)].map((found) => {
    const shown = found[0].replace(TRAILING, '');
    return { kind, from: found.index, to: found.index + shown.length, text: shown };
  });
}

/** What stands between two digits of one number: no comma and no semicolon, since a list has those between numbers. */
const GAP = String.raw`[\s\p{Cf}\p{Pd}().\/]{0,3}`;
const DAY = String.raw`\d\d[.\/-]\d\d[.\/-]\d{4}(?!\d)`;
/**
 * What has the form of a number of this country (ten or eleven digits from a 0 on) or of one with a
 * country's code, whether or not it is given to anybody: the library passes over those that are kept for
 * plays and films, and over 0044. No part of a longer row of digits, and no part of a date.
 */
const DIALLED = new RegExp(String.raw`(?<![\p{L}\p{N}+]|(?<!\d)\d\d[.\/-])(?!${DAY})\(?(?:(?:\+|00)${GAP}[1-9](?:${GAP}\d){7,13}|0${GAP}[1-9](?:${GAP}\d){8,9})(?!\d)`, 'gu');
/** What stands between two of a list, where the library would take both for one. */
const LISTED = /[,;/|\n]/gu;
/** As long as what it takes the place of, and in no number. */
const APART = '"';

/** By their form first; then those that only the library knows. */
function numbers(text: string): Mark[] {
  const known = findPhoneNumbersInText(text.replace(LISTED, APART), HERE).map(
    ({ startsAt: from, endsAt: to }): Mark => ({ kind: 'phone', from, to, text: text.slice(from, to) }),
  );
  return [...matches('phone', DIALLED, text), ...known];
}

/** Without accents and case, unit for unit, so that a place in it is the same place in the text. */
function plain(text: string): string {
  return [...text]
    .map((one) => {
      const bare = (one.normalize('NFD')[0] ?? one).toLowerCase();
      return bare.length === one.length ? bare : one;
    })
    .join('')
    .replace(/[\u2018\u2019]/gu, "'");
}

/** What may stand between two letters of a word unseen: accents of their own, and characters without a shape. */
const UNSEEN = '[\\p{M}\\p{Cf}]{0,9}';
const EDGE = '[\\p{L}\\p{N}]';

/** One word of a list, to be found whole. Null for a line without a word. */
function patternOf(word: string): RegExp | null {
  const parts = plain(word.normalize('NFC'))
    .split(/\s+/u)
    .filter((part) => part !== '')
    .map((part) => [...part].map((one) => (/[\p{L}\p{N}]/u.test(one) ? one : `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`) + UNSEEN).join(''));
  return parts.length === 0 ? null : new RegExp(`(?<!${EDGE})${parts.join('\\s{1,9}')}(?!${EDGE})`, 'gu');
}

/** Whole words, however they are written big or small and with or without accents. */
function named(kind: MarkKind, words: readonly string[], text: string): Mark[] {
  const where = plain(text);
  return words.flatMap((word) => {
    const whole = patternOf(word);
    if (whole === null) return [];
    return [...where.matchAll(whole)].map(({ index, 0: found }) => {
      const to = index + found.length;
      return { kind, from: index, to, text: text.slice(index, to) };
    });
  });
}

const NOTHING_MORE: LookFor = { notToTell: [], agencyWords: [] };

/** In the order of the letter, none over another. What must not be told goes before all else. */
export function marksIn(text: string, { notToTell, agencyWords }: LookFor = NOTHING_MORE): readonly Mark[] {
  const kept: Mark[] = [];
  for (const one of [
    ...named('not-to-tell', notToTell, text),
    ...matches('email', EMAIL, text),
    ...matches('link', LINK, text),
    ...numbers(text),
    ...named('agency-word', agencyWords, text),
  ]) {
    if (one.to > one.from && !kept.some(({ from, to }) => one.from < to && from < one.to)) kept.push(one);
  }
  return kept.sort((one, other) => one.from - other.from);
}
