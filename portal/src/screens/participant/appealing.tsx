/** Asking that somebody else look again at what was withheld. */
import * as api from '../../api/items.ts';
import type { Item } from '../../api/types.ts';
import { vault } from '../../session/session.ts';
import { AskedOfOwn, type OwnQuestion } from './own-question.tsx';

const APPEAL: OwnQuestion = {
  title: 'appeal-title',
  what: 'appeal-what',
  points: 'appeal-point',
  many: 4,
  yes: 'appeal-yes',
  notNow: 'appeal-not-now',
  done: { title: 'appealed-title', what: 'appealed-what', next: 'appealed-next' },
  may: (item: Item) => item.status === 'withheld',
  act: async ({ item }, handle) => {
    const made = await vault().do.appeal({ handle });
    await api.appeal(item, made.appeal);
  },
};

export function Appealing({ id }: { readonly id: string }) {
  return <AskedOfOwn question={APPEAL} id={id} />;
}
