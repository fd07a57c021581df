/** The sign-in name as people type it from paper. Knows its shape, never whose it is. */

const SPACES_AND_DASHES = /[\s\p{Pd}\u2212]+/gu;
const LETTERS_AND_NUMBERS = /^[0-9a-z]{8}$/;

/** `ABCD 1234` and `abcd1234` are `abcd-1234`; null for what can be no sign-in name. */
export function signInName(typed: string): string | null {
  const plain = typed.normalize('NFKC').toLowerCase().replace(SPACES_AND_DASHES, '');
  return LETTERS_AND_NUMBERS.test(plain) ? `${plain.slice(0, 4)}-${plain.slice(4)}` : null;
}
