/**
 * Disclosing a danger to life or to a child (protocol.md §4.34), and what was disclosed. Owns the
 * signature and the words for the team; refuses to wait for anything that an item has to pass
 * otherwise, and to show a disclosure that no staff of the case signed.
 */
import { parseId } from '../../sealing/encoding.ts';
import { SealingError } from '../../sealing/errors.ts';
import { wordsField } from '../../sealing/schemas-disclosing.ts';
import { openStatement, parseWire, sign } from '../../sealing/statements.ts';
import type { VerifiedCase } from '../../sealing/verify/ground.ts';
import type { StatementWire, Operations } from '../messages.ts';
import type { ReadNote } from '../messages-deciding.ts';
import type { SaidDisclosure } from '../messages-disclosing.ts';
import { noteToTeam, openNotes } from './notes.ts';
import { now } from './now.ts';
import { isStaff } from './said.ts';
import { asReader } from './saying.ts';
import { me, pins, remember, unlocked } from './session.ts';

type Ask<K extends keyof Operations> = Operations[K]['ask'];
type Answer<K extends keyof Operations> = Operations[K]['answer'];

export function disclose(ask: Ask<'disclose'>): Answer<'disclose'> {
  const ground = asReader(ask.ground, parseId(ask.case));
  const pinsMoved = remember(ground.pins);
  const manifest = openStatement(parseWire(ask.manifest), 'gobetween/manifest/1');
  const item = parseId(ask.item);
  if (manifest.body.case !== ground.case || manifest.body.item !== item) {
    throw new SealingError('manifest-invalid', 'This is another item.');
  }
  const disclosure = sign(
    'gobetween/disclosure/1',
    {
      org: pins().org,
      case: ground.case,
      item,
      manifest: manifest.digest,
      to: ask.to,
      reason: ask.reason,
      at: now(),
    },
    unlocked().keys.seed,
  );
  const said = { subject: item, field: wordsField(disclosure.digest), text: ask.words };
  const words = ask.words === '' ? null : noteToTeam(ground, said, ask.notes);
  return { disclosure: disclosure.wire, words, pinsMoved };
}

/** Throws case-invalid for another case's, team-invalid for one that no staff of the case signed. */
function opened(ground: VerifiedCase, wire: StatementWire, notes: readonly ReadNote[]): SaidDisclosure {
  const { body, digest, signer } = openStatement(parseWire(wire), 'gobetween/disclosure/1');
  if (body.case !== ground.case) {
    throw new SealingError('case-invalid', 'This is of another case.');
  }
  if (!isStaff(ground, signer)) {
    throw new SealingError('team-invalid', 'A disclosure is not by staff of the case.');
  }
  const { item, to, reason, at } = body;
  const field = wordsField(digest);
  const note = notes.find((one) => one.subject === item && one.field === field);
  return { item, to, reason, at, words: note?.text ?? null, own: signer === me().signPublic };
}

export function openDisclosures(ask: Ask<'openDisclosures'>): Answer<'openDisclosures'> {
  const ground = asReader(ask.ground, parseId(ask.case));
  const { notes, leftOut } = openNotes(ask);
  const disclosures: SaidDisclosure[] = [];
  const without = [...leftOut];
  for (const wire of ask.disclosures) {
    try {
      disclosures.push(opened(ground, wire, notes));
    } catch (cause) {
      if (!(cause instanceof SealingError)) throw cause;
      without.push(cause.code);
    }
  }
  return { disclosures, leftOut: without, pinsMoved: remember(ground.pins) };
}
