/** Whether somebody was spoken with after they opened an item: not what about, which is for a note. */
import type { PersonFacts } from './one-person.tsx';
import { OneQuestion } from './one-question.tsx';

export function FollowUp({ id, item, ...of }: PersonFacts & { readonly item: string }) {
  return <OneQuestion id={id} kind="follow-up" of={of} subject={item} statuses={() => ['made', 'tried']} />;
}
