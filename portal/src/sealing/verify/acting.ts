/**
 * The team that acts for somebody without an account, on the device of a liaison who is on it: check 4
 * of protocol.md §6 with its mandates. Owns which versions of that team there are; refuses to know
 * items, and to let anybody act once the mandate is over.
 */
import type { Id } from '../encoding.ts';
import { SealingError } from '../errors.ts';
import type { Ground } from '../evidence.ts';
import type { CasePerson, Mandate, Team } from '../schemas.ts';
import type { Opened } from '../statements.ts';
import { namedIn, verifyCase, verifyOwnEntry, type Me, type VerifiedCase } from './ground.ts';
import { hold, openAs } from './holding.ts';
import { isMandated, liaisonTeam, mandateNamed, type People } from './people.ts';
import type { Pins } from './roster.ts';

/** A case in which this liaison acts for somebody. */
export interface Acting {
  readonly ground: VerifiedCase;
  readonly named: CasePerson;
  readonly mandate: Mandate;
  /** The mandated team, as the roster names it now. */
  readonly team: Team;
}

/** Throws what checks 1 to 4 throw, and mandate-invalid where this person does not act now. */
export function verifyActing(shown: Ground, pins: Pins, me: Me, person: Id, now: number): Acting {
  const ground = verifyCase(shown, pins, false);
  verifyOwnEntry(ground, me);
  const named = namedIn(ground, person);
  if (!isMandated(ground.people, named)) {
    throw new SealingError('mandate-invalid', 'Nobody acts for this person.');
  }
  const { mandate } = mandateNamed(ground.people, named);
  const team = liaisonTeam(ground.people, named);
  hold(
    'mandate-invalid',
    'This person does not act for the author now.',
    team.members.some((member) => member.person === me.person),
    now <= mandate.until,
  );
  return { ground, named, mandate, team };
}

/** The versions of the mandated team up to the one that the roster names, oldest first. */
export function mandatedVersions({ shown }: People, newest: Team): readonly Opened<'gobetween/team/1'>[] {
  return shown.teams
    .map((wire) => openAs(wire, 'gobetween/team/1', 'team-invalid'))
    .filter(({ body }) => body.team === newest.team && body.version <= newest.version)
    .toSorted((a, b) => a.body.version - b.body.version);
}
