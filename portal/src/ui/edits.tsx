/** What was, or is to be, changed in a recording, in words: the same to a reader and to its author. */
import { moment } from '../i18n/moments.ts';
import { t } from '../i18n/words.ts';
import type { Edit } from '../vault/messages-safer.ts';
import { isWhole, PERCENT, type Box } from './boxes.ts';

function whereOf(box: Box): string {
  if (isWhole(box)) return t('edit-where-whole');
  const sides = (['left', 'top', 'width', 'height'] as const).map((side) => [side, String(box[side] / PERCENT)]);
  return t('edit-where-box', Object.fromEntries(sides) as Record<string, string>);
}

export function wordsOf(one: Edit): string {
  const times = { from: moment(one.from), until: moment(one.until) };
  if (one.edit !== 'blur' && one.edit !== 'pixelate') return t(`edit-${one.edit}`, times);
  const when = one.until === 0 ? t('edit-when-throughout') : t('edit-when-time', times);
  return t(`edit-${one.edit}`, { where: whereOf(one), when });
}

/** What tells one edit of a list from the others. */
export function keyOf(one: Edit): string {
  return [one.edit, one.from, one.until, one.left, one.top, one.width, one.height].join(' ');
}

export function EditList({ edits }: { readonly edits: readonly Edit[] }) {
  return (
    <ul class="govuk-list govuk-list--bullet">
      {edits.map((one) => (
        <li key={keyOf(one)}>{wordsOf(one)}</li>
      ))}
    </ul>
  );
}

/** Whether times or voices are in it, of which there is something to say beside the list. */
export function EditNotes({ edits }: { readonly edits: readonly Edit[] }) {
  return (
    <>
      {edits.some(({ until }) => until > 0) && <p class="govuk-hint">{t('edits-times')}</p>}
      {edits.some(({ edit }) => edit === 'voice') && <p class="govuk-hint">{t('edits-voice')}</p>}
    </>
  );
}
