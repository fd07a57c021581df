/**
 * Every word on screen, by its name in `locales/LANGUAGE/SECTION.ftl`. Owns which language is
 * shown and which sections are loaded; a screen that reads `t` is drawn again when either changes.
 */
import { FluentBundle, FluentResource, type FluentValue, type FluentVariable } from '@fluent/bundle';
import { signal } from '@preact/signals';

export type Language = 'en' | 'cy';
export type Section = 'core' | 'enrol' | 'participant' | 'facilitator' | 'verification' | 'settings' | 'choices' | 'offers' | 'preparing' | 'policy' | 'deciding' | 'work' | 'safer' | 'liaison';
export type Facts = Readonly<Record<string, FluentVariable>>;

const REMEMBERED = 'gobetween.language';

const files = import.meta.glob<string>('../../../locales/*/*.ftl', { query: '?raw', import: 'default' });

/** A day within a sentence, in Welsh: "dydd Gwener", and softly mutated after `ar`, `tan` or `o`, "ddydd Gwener". */
function small(words: FluentValue | undefined): string {
  return String(words).replace(/^Dydd /u, 'dydd ');
}

function softly(words: FluentValue | undefined): string {
  return small(words).replace(/^dydd /u, 'ddydd ');
}

const bundles: Record<Language, FluentBundle> = {
  // No isolation marks: they would end up in names that people and screen readers search for.
  en: new FluentBundle('en-GB', { useIsolating: false }),
  cy: new FluentBundle('cy-GB', { useIsolating: false, functions: { SOFT: ([words]) => softly(words), SMALL: ([words]) => small(words) } }),
};
const loaded: Record<Language, Set<Section>> = { en: new Set(), cy: new Set() };
const wanted = new Set<Section>(['core']);

/** What is shown now. A new object whenever words arrive, so that readers are drawn again. */
const shown = signal<{ readonly language: Language }>({ language: preferred() });

function preferred(): Language {
  const remembered = sessionStorage.getItem(REMEMBERED);
  if (remembered === 'en' || remembered === 'cy') return remembered;
  return navigator.languages.some((tag) => /^cy\b/i.test(tag)) ? 'cy' : 'en';
}

async function load(language: Language, section: Section): Promise<void> {
  if (loaded[language].has(section)) return;
  const file = files[`../../../locales/${language}/${section}.ftl`];
  if (!file) throw new Error(`no words: ${language}/${section}`);
  const mistakes = bundles[language].addResource(new FluentResource(await file()));
  if (mistakes[0]) throw mistakes[0];
  loaded[language].add(section);
}

/** Makes sure that the words of these sections can be shown. Rejects when they cannot be fetched. */
export async function loadWords(...sections: readonly Section[]): Promise<void> {
  sections.forEach((section) => wanted.add(section));
  const { language } = shown.peek();
  await Promise.all([...wanted].map((section) => load(language, section)));
  setDocumentLanguage(language);
}

export async function changeLanguage(language: Language): Promise<void> {
  await Promise.all([...wanted].map((section) => load(language, section)));
  sessionStorage.setItem(REMEMBERED, language);
  setDocumentLanguage(language);
  shown.value = { language };
}

function setDocumentLanguage(language: Language): void {
  document.documentElement.lang = language;
}

export function language(): Language {
  return shown.value.language;
}

/** True when there are words under this name: for names made from a code of the service. */
export function hasWords(name: string): boolean {
  return bundles[shown.value.language].hasMessage(name);
}

/** The words of this name, with these facts put in. A missing name is an error in our source. */
export function t(name: string, facts?: Facts): string {
  const bundle = bundles[shown.value.language];
  const message = bundle.getMessage(name);
  if (!message?.value) throw new Error(`no words named ${name}`);
  const mistakes: Error[] = [];
  const words = bundle.formatPattern(message.value, facts ?? null, mistakes);
  if (mistakes[0]) throw mistakes[0];
  return words;
}
