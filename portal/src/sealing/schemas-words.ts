/**
 * The tables of what people say about themselves and about items (protocol.md §4.17 to §4.26, §4.28). Owns
 * their keys; refuses to judge whose word counts, which is for `verify/`.
 */
import {
  b32,
  firstOfChain,
  id,
  integer,
  language,
  list,
  oneOf,
  orEmpty,
  record,
  text,
  time,
} from './fields.ts';

export const attestation = record({
  org: id,
  case: id,
  person: id,
  act: oneOf(
    'consent',
    'acceptance',
    'refusal',
    'opening',
    'agreement',
    'withdrawal',
    'choice',
    'keeping',
    'asking',
  ),
  subject: orEmpty(b32),
  manner: oneOf('in-person', 'phone', 'paper'),
  evidence: orEmpty(b32),
  at: time,
  issued: time,
});

export const consent = record({
  org: id,
  case: id,
  person: id,
  purpose: oneOf('take-part', 'send', 'receive'),
  medium: oneOf('letter', 'recording', 'paper', 'any'),
  wording: b32,
  language,
  given: oneOf('yes', 'withdrawn'),
  at: time,
});

export const pause = record({
  org: id,
  case: id,
  person: id,
  paused: oneOf('yes', 'no'),
  previous: orEmpty(b32),
  at: time,
});

export const acknowledgement = record({
  org: id,
  case: id,
  person: id,
  wording: b32,
  language,
  given: oneOf('yes', 'withdrawn'),
  at: time,
});

export const share = record({ case: id, item: id, person: id, with: id, until: time });

export const agreement = record({
  case: id,
  item: id,
  manifest: b32,
  renditions: list(b32),
  at: time,
});

export const note = firstOfChain(
  record({
    case: id,
    subject: id,
    field: text,
    version: integer(1),
    container: b32,
    audience: list(oneOf('team', 'author', 'recipient')),
    previous: orEmpty(b32),
    at: time,
  }),
  'version',
  'previous',
);

export const delivery = record({
  case: id,
  item: id,
  person: id,
  manner: oneOf('read-aloud', 'played', 'printed'),
  at: time,
});

export const recall = record({ case: id, item: id, manifest: b32, at: time });

export const appeal = record({ case: id, item: id, manifest: b32, decision: b32, at: time });

export const suspension = record({
  case: id,
  item: orEmpty(id),
  reason: text,
  lifted: oneOf('no', 'yes'),
  previous: orEmpty(b32),
  at: time,
});

export const destruction = record({ case: id, item: id, rendition: id, reason: text, at: time });
