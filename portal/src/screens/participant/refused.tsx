/** What an author is told when their recording could not be used. */
import type { Item } from '../../api/types.ts';
import { hasWords, t } from '../../i18n/words.ts';
import { ButtonLink, Link } from '../../ui/buttons.tsx';

export function Refused({ item }: { readonly item: Item }) {
  const reason = `refused-${item.processing?.reason ?? 'unknown'}`;
  return (
    <>
      <div class="gb-panel gb-panel--trouble" role="alert">
        <h2 class="gb-panel__title">{t('refused-title')}</h2>
        <p class="govuk-body">{t(hasWords(reason) ? reason : 'refused-unknown')}</p>
        <p class="govuk-body">{t('refused-safe')}</p>
      </div>
      <ButtonLink to={`/items/${item.item}/again`}>{t('replace-recording')}</ButtonLink>
      <p class="govuk-body">
        <Link to="/">{t('back-home')}</Link>
      </p>
    </>
  );
}
