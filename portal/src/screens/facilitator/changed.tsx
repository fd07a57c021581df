/** What was changed in the recording that is read, and what its author says to that. */
import type { Item } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { EditList, EditNotes } from '../../ui/edits.tsx';
import type { Changed } from '../../vault/messages-safer.ts';

/** Whether its author said no is the service's word; that they agreed was verified. */
function answerOf(item: Item, { agreed }: Changed): string {
  if (agreed) return 'changed-agreed';
  return item.safer?.state === 'declined' ? 'changed-declined' : 'changed-wanted';
}

export function WhatWasChanged({ item, changed }: { readonly item: Item; readonly changed: Changed }) {
  const failed = item.safer?.state === 'failed';
  if (!failed && changed.edits.length === 0) return null;
  return (
    <div class="gb-panel">
      {failed && <p class="govuk-body">{t('changed-failed')}</p>}
      {changed.edits.length > 0 && (
        <>
          <h2 class="gb-panel__title">{t('changed-title')}</h2>
          <EditList edits={changed.edits} />
          <EditNotes edits={changed.edits} />
          <p class="govuk-body">{t(answerOf(item, changed))}</p>
        </>
      )}
    </div>
  );
}
