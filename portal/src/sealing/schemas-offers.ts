/**
 * The tables of what a recipient says about being told (protocol.md §4.29) and about one item
 * (§4.30, §4.33). Owns their keys; refuses to say what follows from them, which is the service's.
 */
import { b32, id, list, oneOf, orEmpty, record, time } from './fields.ts';

export const choice = record({
  org: id,
  case: id,
  person: id,
  standing: oneOf('tell-me', 'only-if-asked', 'never'),
  tell_author: oneOf('nothing', 'accepted', 'opened'),
  previous: orEmpty(b32),
  at: time,
});

export const refusal = record({ case: id, item: id, person: id, decisions: list(b32), at: time });

export const keeping = record({
  case: id,
  item: id,
  person: id,
  wish: oneOf('keep', 'hold', 'return'),
  previous: orEmpty(b32),
  at: time,
});
