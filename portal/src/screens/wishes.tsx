/**
 * What somebody asks of who writes to them: the form of these wishes inside a note, and how they read.
 * Refuses to show what is not in this form.
 */
import { t } from '../i18n/words.ts';

export const WISHES = 'wishes';

export interface Wishes {
  readonly named: string;
  /** Whether a letter may be signed with a name. */
  readonly sign: boolean;
  /** Whether it should be typed, not handwritten. */
  readonly typed: boolean;
  readonly more: string;
}

export function wishesIn(text: string): Wishes | null {
  try {
    const { named, sign, typed, more } = JSON.parse(text) as Record<string, unknown>;
    const right = typeof named === 'string' && typeof more === 'string' && typeof sign === 'boolean' && typeof typed === 'boolean';
    return right ? { named, sign, typed, more } : null;
  } catch {
    return null;
  }
}

export function WishesList({ of: { named, sign, typed, more } }: { readonly of: Wishes }) {
  return (
    <ul class="govuk-list govuk-list--bullet govuk-!-margin-bottom-0">
      {named !== '' && (
        <li>
          {t('their-wishes-named')} <bdi>{named}</bdi>
        </li>
      )}
      {!sign && <li>{t('their-wishes-unsigned')}</li>}
      {typed && <li>{t('their-wishes-typed')}</li>}
      {more !== '' && (
        <li>
          <bdi>{more}</bdi>
        </li>
      )}
    </ul>
  );
}
