/** What sealing needs to know of one's own case: its statements, and who is on the other side. */
import { caseById, groundOf } from '../../api/cases.ts';
import type { Me } from '../../api/types.ts';
import { Plain } from '../../ui/trouble.tsx';
import type { GroundWire } from '../../vault/messages.ts';

export interface Ground {
  readonly case: string;
  readonly ground: GroundWire;
  readonly recipients: readonly string[];
}

/** Rejects with `nobody-yet` where nobody on the other side has been confirmed: there is nobody to write to. */
export async function groundFor(me: Me): Promise<Ground> {
  if (me.case === null) throw new Plain('nobody-yet');
  const found = await caseById(me.case);
  const own = me.roles.find((role) => role === 'harmed' || role === 'responsible');
  const recipients = found.people.filter(({ role, certified }) => certified && role !== own).map(({ person }) => person);
  if (recipients.length === 0) throw new Plain('nobody-yet');
  // Whom it is for must be chosen by a person, never by the order of a list.
  if (recipients.length > 1) throw new Plain('several-people');
  return { case: found.case, ground: groundOf(found), recipients };
}
