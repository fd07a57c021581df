/**
 * The statements of protocol.md §4, one table each. Owns the list of them all and the tables of 4.1
 * to 4.10, with the later ones beside it; refuses to judge whether a statement is true or who
 * signed it.
 */
import {
  b32,
  b64,
  checked,
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
  version,
  withOptional,
} from './fields.ts';
import type { Of } from './fields.ts';
import {
  type capacity,
  cover,
  grantDigest,
  head,
  mandate,
  reEnrolment,
  regrant,
  stepIn,
} from './schemas-standing.ts';
import { edits } from './schemas-edits.ts';
import { disclosure } from './schemas-disclosing.ts';
import { choice, keeping, refusal } from './schemas-offers.ts';
import { policy } from './schemas-policy.ts';
import { record as practiceRecord } from './schemas-practice.ts';
import {
  acknowledgement,
  pause,
  agreement,
  appeal,
  attestation,
  consent,
  delivery,
  destruction,
  note,
  recall,
  share,
  suspension,
} from './schemas-words.ts';

const count = integer(1);
const amount = integer();
const role = oneOf('harmed', 'responsible');
const container = record({ rendition: id, table: b32, padded: amount });

const roster = firstOfChain(
  record({
    org: id,
    sequence: count,
    previous: orEmpty(b32),
    issued: time,
    staff: list(
      record({
        person: id,
        roles: list(
          oneOf('administrator', 'facilitator', 'supervisor', 'liaison', 'interpreter', 'auditor'),
        ),
        sign: b32,
        box: b32,
      }),
    ),
    teams: list(b32),
    pools: list(record({ pool: id, sign: b32, box: b32 })),
  }),
  'sequence',
  'previous',
);

const certificate = record({
  org: id,
  case: id,
  person: id,
  invitation: id,
  role,
  sign: b32,
  box: b32,
  previous: orEmpty(b32),
  issued: time,
});

const team = firstOfChain(
  record({
    org: id,
    team: id,
    case: orEmpty(id),
    version,
    key: b32,
    members: list(record({ person: id, box: b32, sealed: b64 })),
    previous: orEmpty(b32),
    previous_sealed: b64,
    issued: time,
  }),
  'version',
  'previous',
  'previous_sealed',
);

const caseStatement = firstOfChain(
  record({
    org: id,
    case: id,
    sequence: count,
    previous: orEmpty(b32),
    route: oneOf('ordinary', 'specialist'),
    signers: oneOf(1, 2),
    team: b32,
    people: list(record({ person: id, role, certificate: b32 })),
    pool: id,
    card: orEmpty(b32),
    issued: time,
  }),
  'sequence',
  'previous',
);

/** Captions, and nothing else, name the rendition that they were written for. */
const manifest = checked(
  withOptional(
    record({
      case: id,
      item: id,
      author: id,
      case_statement: b32,
      version: count,
      kind: oneOf('letter', 'recorded_message', 'video_message', 'scan', 'captions'),
      language,
      capacity: oneOf('self', 'scribe', 'liaison', 'interpreter'),
      recipients: list(id),
      containers: list(container, { least: 1, most: 1 }),
      in_reply_to: orEmpty(id),
      relates_to: orEmpty(id),
      created: time,
    }),
    'timed_by',
    b32,
  ),
  ({ kind, relates_to, timed_by }) =>
    (kind === 'captions') === (timed_by !== undefined) &&
    (kind !== 'captions' || relates_to !== ''),
);

const rendition = record({
  case: id,
  item: id,
  manifest: b32,
  input: b32,
  output: container,
  tool: text,
  edits,
  media: record({
    container: text,
    video_codec: text,
    audio_codec: text,
    duration_ms: amount,
    declared_ms: amount,
    width: amount,
    height: amount,
  }),
  flags: list(text),
  created: time,
});

/** Only a recording is covered by what somebody wrote down of it. */
const coverage = checked(
  withOptional(
    record({ unit: oneOf('characters', 'ms', 'pages'), covered: amount, total: amount }),
    'transcript',
    b32,
  ),
  ({ unit, transcript }) => transcript === undefined || unit === 'ms',
);

const decision = checked(
  firstOfChain(
    record({
      case: id,
      item: id,
      case_statement: b32,
      manifest: b32,
      renditions: list(b32),
      verdict: oneOf('approve', 'return', 'withhold'),
      recipients: list(record({ person: id, key: b32, grants: list(grantDigest) })),
      reason: text,
      coverage,
      sequence: count,
      previous: orEmpty(b32),
      valid_until: time,
      decided: time,
    }),
    'sequence',
    'previous',
  ),
  (body) => body.verdict === 'approve' || body.recipients.length === 0,
);

const acceptance = record({
  case: id,
  item: id,
  person: id,
  decisions: list(b32),
  medium: oneOf('read', 'listen', 'on-paper', 'with-facilitator'),
  from: time,
  until: time,
  accepted: time,
});

const opening = record({
  case: id,
  item: id,
  person: id,
  decisions: list(b32),
  acceptance: b32,
  opened: time,
});

const workerSession = record({ org: id, pool: id, worker: id, nonce: b32, issued: time });

/** Every type this version knows. There is no other, and no fallback. */
export const SCHEMAS = {
  'gobetween/roster/1': roster,
  'gobetween/certificate/1': certificate,
  'gobetween/team/1': team,
  'gobetween/case/1': caseStatement,
  'gobetween/manifest/1': manifest,
  'gobetween/rendition/1': rendition,
  'gobetween/decision/1': decision,
  'gobetween/acceptance/1': acceptance,
  'gobetween/opening/1': opening,
  'gobetween/worker-session/1': workerSession,
  'gobetween/head/1': head,
  'gobetween/cover/1': cover,
  'gobetween/step-in/1': stepIn,
  'gobetween/re-enrolment/1': reEnrolment,
  'gobetween/regrant/1': regrant,
  'gobetween/mandate/1': mandate,
  'gobetween/attestation/1': attestation,
  'gobetween/consent/1': consent,
  'gobetween/share/1': share,
  'gobetween/agreement/1': agreement,
  'gobetween/note/1': note,
  'gobetween/delivery/1': delivery,
  'gobetween/recall/1': recall,
  'gobetween/suspension/1': suspension,
  'gobetween/destruction/1': destruction,
  'gobetween/acknowledgement/1': acknowledgement,
  'gobetween/pause/1': pause,
  'gobetween/record/1': practiceRecord,
  'gobetween/appeal/1': appeal,
  'gobetween/choice/1': choice,
  'gobetween/refusal/1': refusal,
  'gobetween/policy/1': policy,
  'gobetween/keeping/1': keeping,
  'gobetween/disclosure/1': disclosure,
} as const;

export type StatementType = keyof typeof SCHEMAS;
export type Body<T extends StatementType> = Of<(typeof SCHEMAS)[T]>;

export type Roster = Body<'gobetween/roster/1'>;
export type Certificate = Body<'gobetween/certificate/1'>;
export type Team = Body<'gobetween/team/1'>;
export type CaseStatement = Body<'gobetween/case/1'>;
export type Manifest = Body<'gobetween/manifest/1'>;
export type RenditionStatement = Body<'gobetween/rendition/1'>;
export type Decision = Body<'gobetween/decision/1'>;
export type Acceptance = Body<'gobetween/acceptance/1'>;
export type Opening = Body<'gobetween/opening/1'>;
export type Mandate = Body<'gobetween/mandate/1'>;
export type Attestation = Body<'gobetween/attestation/1'>;
export type Note = Body<'gobetween/note/1'>;
export type Suspension = Body<'gobetween/suspension/1'>;
export type StaffEntry = Roster['staff'][number];
export type PoolEntry = Roster['pools'][number];
export type CasePerson = CaseStatement['people'][number];
export type GrantDigest = Of<typeof grantDigest>;
export type Capacity = Of<typeof capacity>;
export type ContainerRef = Of<typeof container>;
