/** Taking back what one sent: one answer, whether it had been opened or not. */
import * as api from '../../api/items.ts';
import type { Item } from '../../api/types.ts';
import { vault } from '../../session/session.ts';
import { AskedOfOwn, type OwnQuestion } from './own-question.tsx';

const SENT: ReadonlySet<string> = new Set(['with_facilitator', 'processing', 'returned', 'withheld']);

/** Whether its author can take it back: it was sent, they have not, and do not know that it was opened. */
export function canBeRecalled(item: Item): boolean {
  return SENT.has(item.status) && item.recalled !== true && item.told !== 'opened';
}

const RECALL: OwnQuestion = {
  title: 'recall-title',
  what: 'recall-what',
  points: 'recall-point',
  many: 3,
  yes: 'recall-yes',
  notNow: 'recall-not-now',
  done: { title: 'recalled-title', what: 'recalled-what', next: 'recalled-next' },
  may: canBeRecalled,
  act: async ({ item }, handle) => {
    const made = await vault().do.recall({ handle });
    await api.recall(item, made.recall);
  },
};

export function Recalling({ id }: { readonly id: string }) {
  return <AskedOfOwn question={RECALL} id={id} />;
}
