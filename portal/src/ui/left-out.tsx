/** Where something that was said did not verify: what is shown beside it may not be all there is. */
import { hasWords, t } from '../i18n/words.ts';

export function LeftOut({ codes }: { readonly codes: readonly string[] }) {
  const [code] = codes;
  if (code === undefined) return null;
  const own = `verification-${code}`;
  return (
    <div class="gb-panel gb-panel--trouble" role="alert">
      <h2 class="gb-panel__title">{t('left-out-title')}</h2>
      <p class="govuk-body">{t(hasWords(own) ? own : 'verification-other')}</p>
      <p class="govuk-body">{t('left-out-meaning')}</p>
      <p class="govuk-body">{t('nothing-shown-next')}</p>
      <p class="govuk-body govuk-!-margin-bottom-0">
        {t('nothing-shown-code')} <strong>{code}</strong>
      </p>
    </div>
  );
}
