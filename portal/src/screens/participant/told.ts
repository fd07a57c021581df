/** What the other side may learn of what this person does, as they chose it themselves: nothing, unless they chose more. */
import type { Me } from '../../api/types.ts';
import { useFetched } from '../../ui/waiting.tsx';
import type { TellAuthor } from '../../vault/messages-offers.ts';
import { choicesSeen, ownChoices } from './own-choices.ts';

/** Null until it is known: nothing is promised meanwhile. */
export function useTold(me: Me): TellAuthor | null {
  const { fetched } = useFetched(() => ownChoices(me), [me.person]);
  const choices = fetched.is === 'here' ? fetched.value : choicesSeen(me);
  return choices === null ? null : (choices.hearing?.tell_author ?? 'nothing');
}
