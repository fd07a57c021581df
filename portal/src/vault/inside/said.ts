/**
 * Opening what people consented to, acknowledged and chose, what the team recorded, and who has the
 * case stand still. Owns whose word each must be; refuses to say what follows from it, which is the service's gate's, and leaves out
 * what does not verify, with the reason for whoever shows the rest.
 */
import { parseId } from '../../sealing/encoding.ts';
import { SealingError } from '../../sealing/errors.ts';
import { parseGround } from '../../sealing/evidence.ts';
import type { Body } from '../../sealing/schemas.ts';
import { openStatement, parseWire, type Opened } from '../../sealing/statements.ts';
import {
  namedIn,
  verifyCase,
  verifyOwnEntry,
  type VerifiedCase,
} from '../../sealing/verify/ground.ts';
import {
  certificateInForce,
  isMandated,
  supersededCertificates,
} from '../../sealing/verify/people.ts';
import { entryWith } from '../../sealing/verify/roster.ts';
import { verifyStanding } from '../../sealing/verify/verify.ts';
import type { GroundWire, Operations, StatementWire } from '../messages.ts';
import { me, pins, remember } from './session.ts';

type Ask<K extends keyof Operations> = Operations[K]['ask'];
type Answer<K extends keyof Operations> = Operations[K]['answer'];
type SaidType =
  | 'gobetween/consent/1'
  | 'gobetween/acknowledgement/1'
  | 'gobetween/record/1'
  | 'gobetween/pause/1'
  | 'gobetween/choice/1';

/** Somebody of the case checks their own keys in it; everybody else is on the roster. */
function verified(shown: GroundWire): VerifiedCase {
  const papers = parseGround(shown);
  const ground = verifyCase(papers, pins(), false);
  if (ground.newest.body.people.some(({ person }) => person === me().person)) {
    return verifyStanding(papers, pins(), me());
  }
  verifyOwnEntry(ground, me());
  return ground;
}

/** Every key that was ever certified for somebody: what they said before new keys, they said. */
function keysOf(ground: VerifiedCase, person: string): readonly string[] {
  const named = namedIn(ground, person);
  if (isMandated(ground.people, named)) return [];
  const all = [
    certificateInForce(ground.people, named),
    ...supersededCertificates(ground.people, named),
  ];
  return all.map(({ body }) => body.sign);
}

/** Whether somebody has, or once had, no keys: then staff sign what they said (§4.18). */
function hadNoKeys({ people, statements }: VerifiedCase, person: string): boolean {
  const named = statements.flatMap(({ body }) => body.people);
  return named.some((one) => one.person === person && isMandated(people, one));
}

export function isStaff({ standing: { rosters } }: VerifiedCase, signer: string): boolean {
  return [...rosters.values()].some((roster) => entryWith(roster, signer) !== undefined);
}

/** Throws case-invalid for another case's, certificate-invalid or team-invalid for somebody else's. */
function mustBeTheirs(ground: VerifiedCase, said: Opened<SaidType>): void {
  const { org, case: caseId } = said.body;
  if (org !== ground.newest.body.org || caseId !== ground.case) {
    throw new SealingError('case-invalid', 'This is of another case.');
  }
  if (said.type === 'gobetween/record/1') {
    if (isStaff(ground, said.signer)) return;
    throw new SealingError('team-invalid', 'A record is not by staff of the case.');
  }
  const { person } = said.body;
  if (keysOf(ground, person).includes(said.signer)) return;
  // Nobody pauses for somebody else: staff stop a case under their own name (§4.24).
  const helped = said.type !== 'gobetween/pause/1' && hadNoKeys(ground, person);
  if (!helped || !isStaff(ground, said.signer)) {
    throw new SealingError('certificate-invalid', 'Somebody else says this for a person.');
  }
}

export function openSaid(ask: Ask<'openSaid'>): Answer<'openSaid'> {
  const ground = verified(ask.ground);
  if (ground.case !== parseId(ask.case)) {
    throw new SealingError('case-invalid', 'This is another case.');
  }
  const leftOut: string[] = [];
  const every = <T extends SaidType>(type: T, wires: readonly StatementWire[]): Body<T>[] =>
    wires.flatMap((wire) => {
      try {
        const said = openStatement(parseWire(wire), type);
        mustBeTheirs(ground, said);
        return [said.body];
      } catch (cause) {
        if (!(cause instanceof SealingError)) throw cause;
        leftOut.push(cause.code);
        return [];
      }
    });
  return {
    consents: every('gobetween/consent/1', ask.consents),
    acknowledgements: every('gobetween/acknowledgement/1', ask.acknowledgements),
    records: every('gobetween/record/1', ask.records),
    pauses: every('gobetween/pause/1', ask.pauses),
    choices: every('gobetween/choice/1', ask.choices ?? []),
    signers: ground.newest.body.signers,
    route: ground.newest.body.route,
    leftOut,
    pinsMoved: remember(ground.pins),
  };
}
