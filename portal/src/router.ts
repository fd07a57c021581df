/**
 * Which screen is shown. Addresses live after the `#`: so no item's or case's id reaches a server
 * log, a proxy or a referrer. Owns no session: who may see what is decided where screens are chosen.
 */
import { computed, signal } from '@preact/signals';

const address = signal(current());

function current(): string {
  const path = location.hash.replace(/^#/, '');
  return path.startsWith('/') ? path : '/';
}

addEventListener('hashchange', () => {
  address.value = current();
});

/** The parts of the address, without empty ones: `#/items/ID` is `['items', ID]`. */
export const place = computed<readonly string[]>(() => address.value.split('/').filter((part) => part !== ''));

export function hrefOf(path: string): string {
  return `#${path}`;
}

export function goTo(path: string): void {
  location.hash = path;
}

/** Goes there without leaving the present screen in the browser's history. */
export function replaceWith(path: string): void {
  history.replaceState(null, '', hrefOf(path));
  address.value = current();
}
