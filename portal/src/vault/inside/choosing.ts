/**
 * A recipient's word before they accept (protocol.md §4.29, §4.30): how they want to hear, and that
 * they do not want something. Owns these signatures; refuses to look at what is refused.
 */
import { parseId } from '../../sealing/encoding.ts';
import { openStatement, parseWire, sign, type Opened } from '../../sealing/statements.ts';
import type { StatementType } from '../../sealing/schemas.ts';
import type { Operations, StatementWire } from '../messages.ts';
import { now } from './now.ts';
import { knownCase } from './saying.ts';
import { me, pins, unlocked } from './session.ts';

type Ask<K extends keyof Operations> = Operations[K]['ask'];
type Answer<K extends keyof Operations> = Operations[K]['answer'];

function opened<T extends StatementType>(type: T, wires: readonly StatementWire[]): Opened<T>[] {
  return wires.flatMap((wire) => {
    try {
      return [openStatement(parseWire(wire), type)];
    } catch {
      // The service takes a choice only after the one that it has itself, whatever it shows.
      return [];
    }
  });
}

export function choose(ask: Ask<'choose'>): Answer<'choose'> {
  const before = opened('gobetween/choice/1', ask.choices).findLast(
    ({ body }) => body.person === me().person,
  );
  const { wire } = sign(
    'gobetween/choice/1',
    {
      org: pins().org,
      case: knownCase(ask.case),
      person: me().person,
      standing: ask.standing,
      tell_author: ask.tellAuthor,
      previous: before?.digest ?? '',
      at: now(),
    },
    unlocked().keys.seed,
  );
  return { choice: wire };
}

export function decline(ask: Ask<'decline'>): Answer<'decline'> {
  const { wire } = sign(
    'gobetween/refusal/1',
    {
      case: knownCase(ask.case),
      item: parseId(ask.item),
      person: me().person,
      decisions: opened('gobetween/decision/1', ask.evidence.decisions).map(({ digest }) => digest),
      at: now(),
    },
    unlocked().keys.seed,
  );
  return { refusal: wire };
}

export function keeping(ask: Ask<'keeping'>): Answer<'keeping'> {
  const before = opened('gobetween/keeping/1', ask.evidence.keepings ?? []).at(-1);
  const { wire } = sign(
    'gobetween/keeping/1',
    {
      case: knownCase(ask.case),
      item: parseId(ask.item),
      person: me().person,
      wish: ask.wish,
      previous: before?.digest ?? '',
      at: now(),
    },
    unlocked().keys.seed,
  );
  return { keeping: wire };
}
