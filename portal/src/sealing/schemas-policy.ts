/**
 * The table of an agency's policy by kind of harm (protocol.md §4.32). Owns which kinds and routes
 * there are; refuses to say what follows from a route, which is the service's gate.
 */
import {
  b32,
  checked,
  firstOfChain,
  id,
  integer,
  list,
  oneOf,
  orEmpty,
  record,
  time,
} from './fields.ts';

const HARMS = ['domestic', 'sexual', 'stalking', 'exploitation', 'child', 'other'] as const;

export const policy = checked(
  firstOfChain(
    record({
      org: id,
      sequence: integer(1),
      previous: orEmpty(b32),
      routes: list(
        record({ harm: oneOf(...HARMS), route: oneOf('ordinary', 'specialist', 'barred') }),
      ),
      from: time,
      issued: time,
    }),
    'sequence',
    'previous',
  ),
  // Each kind once, and nothing that begins before it was stated.
  ({ routes, from, issued }) =>
    routes.length === HARMS.length &&
    new Set(routes.map(({ harm }) => harm)).size === HARMS.length &&
    from >= issued,
);
