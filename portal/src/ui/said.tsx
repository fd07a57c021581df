/**
 * A few words of somebody's, as they wrote them: as text and never as markup, line breaks kept, and
 * characters that cannot be seen named, as in a letter.
 */
import { Runs } from './letter.tsx';

export function Said({ text }: { readonly text: string }) {
  return (
    <div class="gb-words-said" dir="auto">
      <Runs text={text} />
    </div>
  );
}
