/**
 * Finds phone numbers, e-mail addresses and links in a letter, on the reader's own device. Owns finding,
 * and errs towards too much; refuses to send, to judge and to hold anything up. Fetched only by whoever
 * reads a letter for review: what it knows of phone numbers is large.
 */
import { findPhoneNumbersInText } from 'libphonenumber-js/min';
import type { Mark, MarkKind } from './marks.ts';

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

function numbers(text: string): Mark[] {
  return findPhoneNumbersInText(text, HERE).map(({ startsAt, endsAt }) => ({
    kind: 'phone',
    from: startsAt,
    to: endsAt,
    text: text.slice(startsAt, endsAt),
  }));
}

/** In the order of the letter, none over another. */
export function marksIn(text: string): readonly Mark[] {
  const kept: Mark[] = [];
  for (const one of [...matches('email', EMAIL, text), ...matches('link', LINK, text), ...numbers(text)]) {
    if (one.to > one.from && !kept.some(({ from, to }) => one.from < to && from < one.to)) kept.push(one);
  }
  return kept.sort((one, other) => one.from - other.from);
}
