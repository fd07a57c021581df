/** What sealing needs to know of one's own case: its statements, and who is on the other side. */
import { caseById, groundOf } from '../../api/cases.ts';
import type { Me } from '../../api/types.ts';
import type { GroundWire } from '../../vault/messages.ts';

export interface Ground {
  readonly case: string;
  readonly ground: GroundWire;
  readonly recipients: readonly string[];
}

/** Thrown where nobody on the other side has been confirmed yet: there is nobody to write to. */
export class NobodyYet extends Error {
  override readonly name = 'NobodyYet';
}

export async function groundFor(me: Me): Promise<Ground> {
  if (me.case === null) throw new NobodyYet();
  const found = await caseById(me.case);
  const own = me.roles.find((role) => role === 'harmed' || role === 'responsible');
  const recipients = found.people.filter(({ role, certified }) => certified && role !== own).map(({ person }) => person);
  if (recipients.length === 0) throw new NobodyYet();
  return { case: found.case, ground: await groundOf(found), recipients };
}
