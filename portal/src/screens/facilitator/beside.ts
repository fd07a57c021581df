/**
 * What readers write beside an item while they read it: each at a paragraph of a letter, a page of paper
 * or a time of a recording. Owns the form of these inside a sealed note; refuses to show what is not in this form.
 */
import { notes, storeNote } from '../../api/items.ts';
import type { Item } from '../../api/types.ts';
import { length } from '../../i18n/dates.ts';
import { momentOf } from '../../i18n/moments.ts';
import { t } from '../../i18n/words.ts';
import { vault } from '../../session/session.ts';
import { paragraphsOf } from '../../ui/paragraphs.ts';
import { openedNotes } from '../opened-notes.ts';

/** `at` counts paragraphs or pages from 0, or milliseconds. */
export interface BesideNote {
  readonly at: number;
  readonly text: string;
}

export interface Besides {
  readonly written: readonly BesideNote[];
  readonly leftOut: readonly string[];
}

/** Where a note can stand: which of the paragraphs, each with its text, of how many pages, or until which millisecond. */
export type Places = { readonly paragraphs: readonly string[] } | { readonly pages: number } | { readonly until: number };

const LONGEST_BEGINNING = 40;

export function placesOf(text: string): Places {
  return { paragraphs: paragraphsOf(text).map((one) => one.text) };
}

/** A place as it is called: a paragraph by its number and how it begins, a time by minutes and seconds. */
export function placeName(places: Places, at: number): string {
  if ('until' in places) return t('beside-at-time', { time: length(at) });
  if ('pages' in places) return t('beside-at-page', { number: at + 1 });
  const whole = (places.paragraphs[at] ?? '').trim().replace(/\s+/gu, ' ');
  const begins = [...whole].slice(0, LONGEST_BEGINNING).join('');
  return t('beside-at-paragraph', { number: at + 1, begins: begins === whole ? whole : `${begins.trimEnd()}…` });
}

/** "1:05" as milliseconds, or null for what is no time of this recording. */
export function timeOf(typed: string, until: number): number | null {
  const at = momentOf(typed);
  return at === null || at > until ? null : at;
}

function isNote(one: unknown): one is BesideNote {
  const { at, text } = (one ?? {}) as Record<string, unknown>;
  return typeof text === 'string' && typeof at === 'number' && Number.isSafeInteger(at) && at >= 0;
}

export function parsed(text: string): readonly BesideNote[] {
  try {
    const { beside } = JSON.parse(text) as { readonly beside?: unknown };
    return Array.isArray(beside) ? beside.filter(isNote).map(({ at, text: said }) => ({ at, text: said })) : [];
  } catch {
    return [];
  }
}

export async function besides(item: Item): Promise<Besides> {
  const read = await openedNotes(item.case);
  const note = read.notes.find(({ subject, field }) => subject === item.item && field === `beside-${item.version}`);
  return { written: note === undefined ? [] : parsed(note.text), leftOut: read.leftOut };
}

/** Stores all of it as the note's next version. Rejects where a colleague's came first. */
export async function writeBeside(item: Item, handle: string, written: readonly BesideNote[]): Promise<void> {
  const made = await vault().do.noteBeside({ handle, field: 'beside', text: JSON.stringify({ beside: written }), notes: await notes(item.case) });
  await storeNote(item.case, made);
}

/** The same as words to the author, each behind its place: for the reader to change before they are sent. */
export function asWords(places: Places, written: readonly BesideNote[]): string {
  return written.map(({ at, text }) => `${placeName(places, at)}: ${text}`).join('\n\n');
}
