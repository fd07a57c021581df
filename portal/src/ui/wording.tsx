/** Words that people agree to, as their file has them: never shortened, never put in other words. */
import { paragraphsOf, type WordingText } from '../i18n/wording.ts';

/** All but the title, which is the heading of its screen. */
export function Wording({ words }: { readonly words: WordingText }) {
  return (
    <div class="gb-wording" lang={words.language}>
      {paragraphsOf(words).map((lines, index) =>
        lines.length === 1 ? (
          <p class="govuk-body" key={index}>
            {lines[0]}
          </p>
        ) : (
          <ul class="govuk-list govuk-list--bullet" key={index}>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ),
      )}
    </div>
  );
}
