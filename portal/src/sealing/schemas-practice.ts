/**
 * The table of what staff record of a case's preparation (protocol.md §4.27). Owns which fields each
 * kind of record has; refuses to say what follows from one, which is the release gate's.
 */
import {
  b32,
  checked,
  id,
  integer,
  list,
  oneOf,
  orEmpty,
  record as fields,
  time,
  withOptional,
} from './fields.ts';

interface Form {
  readonly statuses: readonly string[];
  readonly has: readonly ('person' | 'subject' | 'round' | 'media' | 'wording')[];
  readonly until: readonly string[];
}

const FORMS = {
  information: { statuses: ['given'], has: ['person', 'wording'], until: [] },
  risk: { statuses: ['acceptable', 'not-acceptable'], has: [], until: ['acceptable'] },
  restriction: {
    statuses: ['blocks', 'permits', 'lifted'],
    has: ['person', 'subject'],
    until: ['blocks', 'permits'],
  },
  proceedings: { statuses: ['live', 'cleared'], has: [], until: [] },
  clearance: { statuses: ['needed', 'given', 'not-needed'], has: ['person'], until: ['given'] },
  readiness: { statuses: ['ready', 'not-ready'], has: ['person', 'round'], until: [] },
  plan: { statuses: ['agreed'], has: ['round', 'media'], until: [] },
  custody: { statuses: ['in-custody', 'community'], has: ['person'], until: [] },
  age: { statuses: ['adult', 'young', 'child'], has: ['person'], until: ['young', 'child'] },
  guardian: {
    statuses: ['agreed', 'refused', 'not-safe-to-ask', 'not-required'],
    has: ['person'],
    until: [],
  },
  employment: { statuses: ['employed', 'not-employed'], has: ['person'], until: [] },
  conflict: { statuses: ['none', 'declared'], has: ['subject'], until: [] },
  'sign-off': { statuses: ['given', 'withdrawn'], has: [], until: [] },
  level: { statuses: ['level-1', 'level-2', 'level-3'], has: [], until: [] },
  setting: {
    statuses: ['community', 'custody', 'youth', 'care-home', 'school'],
    has: [],
    until: [],
  },
  'follow-up': { statuses: ['made', 'tried'], has: ['person', 'subject'], until: [] },
  'contact-outside': { statuses: ['reported'], has: [], until: [] },
  'harm-domestic': { statuses: ['present', 'absent'], has: [], until: [] },
  'harm-sexual': { statuses: ['present', 'absent'], has: [], until: [] },
  'harm-stalking': { statuses: ['present', 'absent'], has: [], until: [] },
  'harm-exploitation': { statuses: ['present', 'absent'], has: [], until: [] },
  'harm-child': { statuses: ['present', 'absent'], has: [], until: [] },
  'harm-other': { statuses: ['present', 'absent'], has: [], until: [] },
  disclosure: { statuses: ['looked-into'], has: ['subject'], until: [] },
  'custody-day': {
    statuses: ['supported', 'withdrawn'],
    has: ['person'],
    until: ['supported'],
  },
} as const satisfies Record<string, Form>;

const kind = oneOf(
  'information',
  'risk',
  'restriction',
  'proceedings',
  'clearance',
  'readiness',
  'plan',
  'custody',
  'age',
  'guardian',
  'employment',
  'conflict',
  'sign-off',
  'level',
  'setting',
  'follow-up',
  'contact-outside',
  'harm-domestic',
  'harm-sexual',
  'harm-stalking',
  'harm-exploitation',
  'harm-child',
  'harm-other',
  'disclosure',
  'custody-day',
);
const status = oneOf(
  'acceptable',
  'adult',
  'agreed',
  'blocks',
  'care-home',
  'child',
  'cleared',
  'community',
  'custody',
  'declared',
  'employed',
  'given',
  'in-custody',
  'level-1',
  'level-2',
  'level-3',
  'lifted',
  'live',
  'looked-into',
  'made',
  'needed',
  'none',
  'not-acceptable',
  'not-employed',
  'not-needed',
  'not-ready',
  'not-required',
  'not-safe-to-ask',
  'permits',
  'ready',
  'refused',
  'school',
  'tried',
  'supported',
  'withdrawn',
  'young',
  'youth',
  'present',
  'absent',
  'reported',
);

const trigger = oneOf(
  'move',
  'release-from-custody',
  'new-order',
  'escalation',
  'pause',
  'contact-outside',
);

export const record = checked(
  withOptional(
    withOptional(
      fields({
        org: id,
        case: id,
        kind,
        status,
        person: orEmpty(id),
        subject: orEmpty(id),
        round: integer(),
        media: list(oneOf('letter', 'recording', 'paper')),
        wording: orEmpty(b32),
        until: time,
        previous: orEmpty(b32),
        at: time,
      }),
      'triggers',
      list(trigger, { least: 1 }),
    ),
    'reply',
    oneOf('both', 'harmed', 'responsible', 'none'),
  ),
  (body) => {
    const form: Form = FORMS[body.kind];
    const there = {
      person: body.person !== '',
      subject: body.subject !== '',
      round: body.round > 0,
      media: body.media.length > 0,
      wording: body.wording !== '',
    };
    const names = Object.keys(there) as (keyof typeof there)[];
    return (
      form.statuses.includes(body.status) &&
      names.every((name) => there[name] === form.has.includes(name)) &&
      body.until > 0 === form.until.includes(body.status) &&
      new Set(body.media).size === body.media.length &&
      (body.triggers === undefined || body.kind === 'risk') &&
      (body.reply === undefined || body.kind === 'plan') &&
      new Set(body.triggers).size === (body.triggers?.length ?? 0)
    );
  },
);
