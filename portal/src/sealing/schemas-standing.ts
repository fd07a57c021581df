/**
 * The tables of the statements by which people come, go and stand in (protocol.md §4.11 to §4.16).
 * Owns their keys; refuses to judge whether they did so rightly, which is for `verify/`.
 */
import { b32, b64, id, integer, list, oneOf, orEmpty, record, text, time } from './fields.ts';

/** The digest of the grant that a reader sealed of one rendition. */
export const grantDigest = record({ rendition: id, grant: b32 });

/** Who holds which half of a case team's key. */
export const capacity = oneOf('supervisor', 'duty');

export const head = record({
  org: id,
  chain: id,
  number: integer(1),
  hash: b32,
  roster: b32,
  team: orEmpty(b32),
  statements: b32,
  size: integer(),
  issued: time,
});

const half = record({ team: id, statement: b32, sealed: b64 });

export const cover = record({
  org: id,
  case: id,
  team: b32,
  version: integer(1),
  supervisors: half,
  duty: half,
  issued: time,
});

export const stepIn = record({
  org: id,
  case: id,
  cover: b32,
  previous: b32,
  next: b32,
  capacity,
  reason: text,
  issued: time,
});

export const reEnrolment = record({
  org: id,
  case: id,
  person: id,
  certificate: b32,
  previous: b32,
  reason: text,
  issued: time,
});

export const regrant = record({
  case: id,
  item: id,
  decision: b32,
  person: id,
  old_key: b32,
  new_key: b32,
  grants: list(grantDigest),
  certificate: b32,
  at: time,
});

export const mandate = record({
  org: id,
  case: id,
  person: id,
  team: b32,
  until: time,
  issued: time,
});
