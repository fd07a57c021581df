/**
 * Who works for an organisation: checks 1 and 1a of protocol.md §6. Owns the rosters that the pinned
 * root signed; refuses to know cases and teams.
 */
import type { B32, Id } from '../encoding.ts';
import type { Ground } from '../evidence.ts';
import type { Roster, StaffEntry } from '../schemas.ts';
import type { Opened, Wire } from '../statements.ts';
import { different, eachNext, hold, openAs } from './holding.ts';

/** What a device remembers of an organisation and of each case. */
export interface Pins {
  readonly root: B32;
  readonly org: Id;
  /** The highest roster sequence seen. */
  readonly roster: number;
  readonly cases: readonly { readonly case: Id; readonly sequence: number; readonly digest: B32 }[];
}

type RosterStatement = Opened<'gobetween/roster/1'>;

/** Check 1. Throws roster-invalid or roster-older. */
export function verifyRoster(wire: Wire | null, pins: Pins): Roster {
  const { body: roster } = rootSigned(wire, pins);
  hold(
    'roster-older',
    'The roster is older than one that was seen before.',
    roster.sequence >= pins.roster,
  );
  return roster;
}

function rootSigned(wire: Wire | null, pins: Pins): RosterStatement {
  const roster = openAs(wire, 'gobetween/roster/1', 'roster-invalid');
  const { staff, pools, org } = roster.body;
  hold(
    'roster-invalid',
    'The roster is not the organisation’s, or names somebody twice.',
    roster.signer === pins.root,
    org === pins.org,
    different(staff.map((entry) => entry.person)),
    // Two people under one key would count as two signers.
    different([...staff, ...pools].map((entry) => entry.sign)),
    different(pools.map((entry) => entry.pool)),
  );
  return roster;
}

/**
 * Checks 1 and 1a: the newest roster, and every one shown by its digest. Throws roster-invalid or
 * roster-older.
 */
export function verifyRosters(
  shown: Ground,
  pins: Pins,
): { readonly roster: Roster; readonly rosters: ReadonlyMap<string, Roster> } {
  const roster = verifyRoster(shown.roster, pins);
  const all = [...shown.rosters, ...(shown.roster ? [shown.roster] : [])];
  const opened = new Map(
    all.map((wire) => rootSigned(wire, pins)).map((one) => [one.digest, one] as const),
  );
  const ordered = [...opened.values()].toSorted((a, b) => a.body.sequence - b.body.sequence);
  hold(
    'roster-invalid',
    'The earlier rosters are not of one chain with the newest.',
    different(ordered.map(({ body }) => body.sequence)),
    ordered.every(({ body }) => body.sequence <= roster.sequence),
    eachNext(
      ordered,
      (before, after) =>
        after.body.sequence !== before.body.sequence + 1 || after.body.previous === before.digest,
    ),
  );
  return { roster, rosters: new Map(ordered.map(({ digest, body }) => [digest, body])) };
}

/** Whether this member of staff may read what others send: a facilitator or supervisor. */
export function hasReadersRole({ roles }: StaffEntry): boolean {
  return roles.some((role) => role === 'facilitator' || role === 'supervisor');
}

/** The roster's entry of whoever holds a signing key. */
export function entryWith(roster: Roster, signer: string): StaffEntry | undefined {
  return roster.staff.find((one) => one.sign === signer);
}

/** The roster's entry of whoever holds a signing key as facilitator or supervisor. */
export function readerOn(roster: Roster, signer: string): StaffEntry | undefined {
  const entry = entryWith(roster, signer);
  return entry && hasReadersRole(entry) ? entry : undefined;
}
