/** Paragraphs and headings from word files. */
import { t, type Facts } from '../i18n/words.ts';

interface Said {
  readonly says: string;
  readonly with?: Facts;
}

export function P({ says, with: facts }: Said) {
  return <p class="govuk-body">{t(says, facts)}</p>;
}

export function Lead({ says, with: facts }: Said) {
  return <p class="govuk-body-l">{t(says, facts)}</p>;
}

export function H2({ says, with: facts }: Said) {
  return <h2 class="govuk-heading-m">{t(says, facts)}</h2>;
}

/** Items `NAME-1`, `NAME-2` … as a list. */
export function Points({ says, many }: { readonly says: string; readonly many: number }) {
  return (
    <ul class="govuk-list govuk-list--bullet">
      {Array.from({ length: many }, (_, index) => (
        <li key={index}>{t(`${says}-${index + 1}`)}</li>
      ))}
    </ul>
  );
}
