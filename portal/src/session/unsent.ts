/**
 * Words that somebody has written and not sent. Held in this page's memory and nowhere else, so
 * that going to another screen, or locking, loses nothing; gone with the page, with signing out,
 * with leaving quickly, and when somebody else signs in. Owns no sending.
 */
import { effect, signal } from '@preact/signals';
import type { Language } from '../i18n/words.ts';
import type { SealedLetter } from '../vault/messages.ts';

/** What the words became when they were last to be sent: sent again, it cannot arrive twice. */
export interface SealedWords {
  readonly case: string;
  readonly recipients: readonly string[];
  readonly letter: SealedLetter;
}

export interface Unsent {
  readonly text: string;
  readonly language: Language;
  readonly sealed: SealedWords | null;
}

interface Held {
  readonly person: string;
  /** By the item that is replied to; empty for a letter of one's own accord. */
  readonly letters: ReadonlyMap<string, Unsent>;
}

const held = signal<Held | null>(null);

/** This person's unsent words in reply to this item, or null. */
export function unsentWords(person: string, inReplyTo: string | null): Unsent | null {
  const now = held.value;
  return now?.person === person ? (now.letters.get(inReplyTo ?? '') ?? null) : null;
}

/** Keeps these words, or with null lets go of them. Another person's words are let go of first. */
export function keepWords(person: string, inReplyTo: string | null, words: Unsent | null): void {
  const before = held.peek();
  const letters = new Map(before?.person === person ? before.letters : []);
  if (words === null) letters.delete(inReplyTo ?? '');
  else letters.set(inReplyTo ?? '', words);
  held.value = letters.size === 0 ? null : { person, letters };
}

export function wipeWords(): void {
  held.value = null;
}

/** Whoever is here now must not find what somebody else wrote. */
export function wipeWordsOfOthers(person: string): void {
  if (held.peek()?.person !== person) wipeWords();
}

function askBeforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** While there are unsent words the browser asks before it reloads or closes the page. */
export function watchForUnsentWords(): void {
  effect(() => {
    const some = [...(held.value?.letters.values() ?? [])].some(({ text }) => text.trim() !== '');
    if (some) addEventListener('beforeunload', askBeforeLeaving);
    else removeEventListener('beforeunload', askBeforeLeaving);
  });
}
