/**
 * Opening a case, for a facilitator on the roster (protocol.md §4.3, §4.4): its team with a fresh
 * key, its first case statement, its card. Owns these signatures; refuses members who are not staff.
 */
import { b64, digestText, newId, parseId, unb64 } from '../../sealing/encoding.ts';
import { SealingError } from '../../sealing/errors.ts';
import { sealCard } from '../../sealing/sealed.ts';
import { sign, parseWire } from '../../sealing/statements.ts';
import { newTeam } from '../../sealing/teams.ts';
import { readerOn, verifyRoster } from '../../sealing/verify/roster.ts';
import type { Operations } from '../messages.ts';
import { now } from './now.ts';
import { me, pins, remember, unlocked } from './session.ts';

type Ask<K extends keyof Operations> = Operations[K]['ask'];
type Answer<K extends keyof Operations> = Operations[K]['answer'];

export function newCase(ask: Ask<'newCase'>): Answer<'newCase'> {
  const { keys } = unlocked();
  const roster = verifyRoster(parseWire(ask.roster), pins());
  const mine = readerOn(roster, keys.signPublic);
  if (!mine || mine.box !== keys.boxPublic || !ask.members.includes(me().person)) {
    throw new SealingError('own-key-replaced', 'The roster has other keys for this person.');
  }
  const members = ask.members.map((person) => {
    const entry = roster.staff.find((one) => one.person === person);
    if (!entry) throw new SealingError('team-invalid', 'Someone is not on the roster.');
    return { person: entry.person, box: entry.box };
  });
  const pool = roster.pools.find((one) => ask.pool === undefined || one.pool === ask.pool);
  if (!pool) throw new SealingError('roster-invalid', 'The roster lists no such pool.');
  const { org } = pins();
  const caseId = newId();
  const issued = now();
  const about = { org, team: newId(), case: caseId, issued };
  const { statement: team } = newTeam(about, members, keys.seed);
  const card = sealCard(caseId, unb64(team.body.key, 32), ask.card);
  const statement = sign(
    'gobetween/case/1',
    {
      org,
      case: caseId,
      sequence: 1,
      previous: '',
      route: ask.route,
      signers: ask.signers,
      team: team.digest,
      people: [],
      pool: parseId(pool.pool),
      card: digestText(card),
      issued,
    },
    keys.seed,
  );
  const pin = { case: caseId, sequence: 1, digest: statement.digest };
  const pinsMoved = remember({ ...pins(), roster: roster.sequence, cases: [pin] });
  return {
    case: caseId,
    team: team.wire,
    case_statement: statement.wire,
    card: b64(card),
    pinsMoved,
  };
}
