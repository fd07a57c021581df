/** What people say for themselves and what staff record: signed for this case, in order, as theirs. */
import assert from 'node:assert/strict';
import { before, beforeEach, it } from 'node:test';
import {
  b32,
  b64,
  digestText,
  newId,
  unb64,
  utf8,
  type B32,
  type Id,
} from '../src/sealing/encoding.ts';
import { enrolmentSecrets, makeReply, replyMac } from '../src/sealing/enrolment.ts';
import { newPersonKeys, newVaultKey, type PersonKeys } from '../src/sealing/keys.ts';
import type { Body } from '../src/sealing/schemas.ts';
import { randomBytes, sealingReady, sodium } from '../src/sealing/sodium.ts';
import { nameOf, openStatement, sign, type Wire } from '../src/sealing/statements.ts';
import { newCase } from '../src/vault/inside/casework.ts';
import { certify, invite } from '../src/vault/inside/inviting.ts';
import { choose, decline, keeping } from '../src/vault/inside/choosing.ts';
import { readNotes, writeNote } from '../src/vault/inside/noting.ts';
import { openSaid } from '../src/vault/inside/said.ts';
import { acknowledge, askForMore, consent, pause, record } from '../src/vault/inside/saying.ts';
import { keepUnlocked } from '../src/vault/inside/session.ts';
import type { EvidenceWire, GroundWire, StatementWire } from '../src/vault/messages.ts';
import type { NewRecord } from '../src/vault/messages-practice.ts';

const NOW = Math.floor(Date.now() / 1000);
const WORDS = 'Taking part\n\nIt is your choice – always.\n';

/** A case with one person certified; whose device it is follows from who unlocked last. */
interface Scene {
  readonly org: Id;
  readonly case: Id;
  readonly ground: GroundWire;
  readonly facilitator: PersonKeys;
  readonly staff: Id;
  readonly person: Id;
  readonly theirs: PersonKeys;
  readonly facilitatorsDevice: () => void;
  readonly theirDevice: () => void;
}

let scene: Scene;

function device(org: Id, person: Id, keys: PersonKeys, root: B32, pin: B32 | '', caseId: Id) {
  const secrets = { box: b32(keys.box.privateKey), sign: b32(keys.seed) };
  const cases = pin === '' ? [] : [{ case: caseId, sequence: 2, digest: pin }];
  const vault = { ...secrets, cases, org, person, root, roster: 1, version: 1 } as const;
  keepUnlocked(newVaultKey(), vault, 1);
}

function staged(): Scene {
  const [org, staff] = [newId(), newId()];
  const [facilitator, pool, theirs] = [newPersonKeys(), newPersonKeys(), newPersonKeys()];
  const seed = randomBytes(32);
  const root = b32(sodium.crypto_sign_seed_keypair(seed).publicKey);
  const entry = { sign: facilitator.signPublic, box: facilitator.boxPublic };
  const roster = sign(
    'gobetween/roster/1',
    {
      org,
      sequence: 1,
      previous: '',
      issued: NOW,
      staff: [{ person: staff, roles: ['facilitator'], ...entry }],
      teams: [],
      pools: [{ pool: newId(), sign: pool.signPublic, box: pool.boxPublic }],
    },
    seed,
  ).wire;
  device(org, staff, facilitator, root, '', org);
  const made = newCase({ roster, members: [staff], route: 'ordinary', signers: 1, card: 'Card.' });
  const first = { roster, team: made.team, case_statements: [made.case_statement] };
  const begun: GroundWire = { ...first, certificates: [] };
  const asked = { ground: begun, case: made.case };
  const invited = invite({ ...asked, role: 'responsible', expires: NOW + 3600 });
  const { replyKey } = enrolmentSecrets(invited.code, invited.login);
  const keys = { sign: unb64(theirs.signPublic), box: unb64(theirs.boxPublic) };
  const reply = makeReply(unb64(invited.offer), keys);
  const { invitation, person, offer, secret } = invited;
  const replied = { reply: b64(reply), mac: b64(replyMac(replyKey, reply)) };
  const listed = { invitation, person, role: 'responsible', offer, secret, ...replied };
  const { certificate, case_statement } = certify({ ...asked, invitation: listed });
  const caseId = made.case as Id;
  return {
    org,
    case: caseId,
    ground: {
      ...first,
      case_statements: [made.case_statement, case_statement],
      certificates: [certificate],
    },
    facilitator,
    staff,
    person: person as Id,
    theirs,
    facilitatorsDevice: () => device(org, staff, facilitator, root, '', caseId),
    theirDevice: () => device(org, person as Id, theirs, root, nameOf(case_statement), caseId),
  };
}

before(async () => {
  await sealingReady;
});

beforeEach(() => {
  scene = staged();
});

function agreed(change: Partial<Body<'gobetween/consent/1'>>, keys = scene.theirs): Wire {
  const body: Body<'gobetween/consent/1'> = {
    org: scene.org,
    case: scene.case,
    person: scene.person,
    purpose: 'send',
    medium: 'letter',
    wording: digestText(utf8(WORDS)),
    language: 'en',
    given: 'yes',
    at: NOW,
    ...change,
  };
  return sign('gobetween/consent/1', body, keys.seed).wire;
}

function opened(
  consents: readonly Wire[],
  records: readonly Wire[] = [],
  pauses: readonly Wire[] = [],
) {
  const { ground, case: caseId } = scene;
  return openSaid({ ground, case: caseId, consents, acknowledgements: [], records, pauses });
}

it('signs a person’s word under every byte of the words that were shown', () => {
  scene.theirDevice();
  const shown = { case: scene.case, wording: WORDS, language: 'cy', given: 'yes' } as const;
  const { consent: wire } = consent({ ...shown, purpose: 'receive', medium: 'recording' });
  const { body, signer } = openStatement(wire, 'gobetween/consent/1');
  assert.equal(signer, scene.theirs.signPublic);
  assert.equal(body.wording, digestText(utf8(WORDS)));
  assert.deepEqual(
    [body.org, body.case, body.person, body.purpose, body.medium, body.language, body.given],
    [scene.org, scene.case, scene.person, 'receive', 'recording', 'cy', 'yes'],
  );
  const { acknowledgement } = acknowledge({ ...shown, given: 'withdrawn' });
  const said = openStatement(acknowledgement, 'gobetween/acknowledgement/1');
  assert.deepEqual([said.body.person, said.body.given], [scene.person, 'withdrawn']);
});

it('says nothing for somebody in a case that this device does not know', () => {
  scene.theirDevice();
  const shown = { case: newId(), wording: WORDS, language: 'en', given: 'yes' } as const;
  assert.throws(() => acknowledge(shown), { code: 'case-invalid' });
  assert.throws(() => consent({ ...shown, purpose: 'send', medium: 'letter' }), {
    code: 'case-invalid',
  });
});

it('opens what is a person’s own and leaves the rest out loudly', () => {
  scene.theirDevice();
  const spoiled = { ...agreed({}), signature: b64(randomBytes(64)) };
  const said = opened([
    agreed({}),
    agreed({ given: 'withdrawn' }, scene.facilitator),
    agreed({ case: newId() }),
    spoiled,
    agreed({ person: newId() }),
  ]);
  assert.deepEqual(
    said.consents.map(({ person, given }) => [person, given]),
    [[scene.person, 'yes']],
  );
  assert.deepEqual(said.leftOut, [
    'certificate-invalid',
    'case-invalid',
    'statement-signature',
    'certificate-invalid',
  ]);
});

it('opens records by staff and by nobody else', () => {
  scene.facilitatorsDevice();
  const made = recorded([], { kind: 'proceedings', status: 'live' });
  const forged = sign(
    'gobetween/record/1',
    openStatement(made, 'gobetween/record/1').body,
    scene.theirs.seed,
  ).wire;
  const said = opened([agreed({})], [made, forged]);
  assert.equal(said.consents.length, 1);
  assert.deepEqual(
    said.records.map(({ kind, status }) => [kind, status]),
    [['proceedings', 'live']],
  );
  assert.deepEqual(said.leftOut, ['team-invalid']);
});

function recorded(records: readonly Wire[], made: NewRecord): Wire {
  const { ground, case: caseId } = scene;
  return record({ ground, case: caseId, records, record: made }).record;
}

function previousOf(wire: Wire): string {
  return openStatement(wire, 'gobetween/record/1').body.previous;
}

it('names the last record about the same: by round for readiness, by none for the plan', () => {
  scene.facilitatorsDevice();
  const { person } = scene;
  const ready = { kind: 'readiness', status: 'ready', person } as const;
  const first = recorded([], { ...ready, round: 1 });
  const second = recorded([first], { ...ready, round: 2 });
  const again = recorded([first, second], { ...ready, status: 'not-ready', round: 1 });
  assert.deepEqual([previousOf(first), previousOf(second)], ['', '']);
  assert.equal(previousOf(again), nameOf(first));
  const plan = { kind: 'plan', status: 'agreed', media: ['letter'] } as const;
  const planned = recorded([first], { ...plan, round: 2 });
  const longer = recorded([first, planned], { ...plan, round: 4 });
  assert.equal(previousOf(longer), nameOf(planned));
  const order = { kind: 'restriction', status: 'blocks', person, until: NOW + 60 } as const;
  const [one, other] = [recorded([], order), recorded([], order)];
  const subjects = [one, other].map(
    (each) => openStatement(each, 'gobetween/record/1').body.subject,
  );
  assert.equal(new Set(subjects).size, 2);
  const lifted = { kind: 'restriction', status: 'lifted', person } as const;
  const [subject = ''] = subjects;
  assert.equal(previousOf(recorded([one, other], { ...lifted, subject })), nameOf(one));
});

it('says of what biases somebody only what they say themselves', () => {
  scene.facilitatorsDevice();
  const conflict = { kind: 'conflict', status: 'none' } as const;
  const first = recorded([], { ...conflict, subject: scene.person });
  const { subject } = openStatement(first, 'gobetween/record/1').body;
  assert.equal(subject, scene.staff);
  assert.equal(previousOf(recorded([first], { ...conflict, status: 'declared' })), nameOf(first));
});

it('pauses for oneself, each word after the last of one’s own', () => {
  scene.theirDevice();
  const asked = { case: scene.case, paused: 'yes' } as const;
  const first = pause({ ...asked, pauses: [] }).pause;
  const { body, signer } = openStatement(first, 'gobetween/pause/1');
  assert.equal(signer, scene.theirs.signPublic);
  assert.deepEqual(
    [body.org, body.case, body.person, body.paused, body.previous],
    [scene.org, scene.case, scene.person, 'yes', ''],
  );
  const somebodyElses = sign(
    'gobetween/pause/1',
    { ...body, person: newId() },
    randomBytes(32),
  ).wire;
  const second = pause({ ...asked, paused: 'no', pauses: [first, somebodyElses] }).pause;
  assert.equal(openStatement(second, 'gobetween/pause/1').body.previous, nameOf(first));
  assert.throws(() => pause({ case: newId(), paused: 'yes', pauses: [] }), {
    code: 'case-invalid',
  });
});

it('opens a pause of its person and of nobody who says it for them', () => {
  scene.facilitatorsDevice();
  const body: Body<'gobetween/pause/1'> = {
    org: scene.org,
    case: scene.case,
    person: scene.person,
    paused: 'yes',
    previous: '',
    at: NOW,
  };
  const own = sign('gobetween/pause/1', body, scene.theirs.seed).wire;
  const forged = sign('gobetween/pause/1', body, scene.facilitator.seed).wire;
  const said = opened([], [], [own, forged]);
  assert.deepEqual(
    said.pauses.map(({ person, paused }) => [person, paused]),
    [[scene.person, 'yes']],
  );
  assert.deepEqual(said.leftOut, ['certificate-invalid']);
});

it('asks for two readers and the special route, and changes nothing else', () => {
  scene.facilitatorsDevice();
  const { ground, case: caseId } = scene;
  const newest = ground.case_statements.at(-1);
  assert.ok(newest);
  const before = openStatement(newest, 'gobetween/case/1').body;
  const asked = (specialist: boolean, shown = ground): Wire =>
    askForMore({ ground: shown, case: caseId, specialist }).case_statement;
  const two = asked(false);
  const next = { ...before, sequence: before.sequence + 1, previous: nameOf(newest), signers: 2 };
  const { issued, ...rest } = openStatement(two, 'gobetween/case/1').body;
  assert.ok(issued >= before.issued);
  assert.deepEqual({ ...rest, issued: before.issued }, next);
  const special = openStatement(asked(true), 'gobetween/case/1').body;
  assert.deepEqual([special.signers, special.route], [2, 'specialist']);
  const then = { ...ground, case_statements: [...ground.case_statements, two] };
  assert.throws(() => asked(false, then), { code: 'case-invalid' });
  assert.equal(openStatement(asked(true, then), 'gobetween/case/1').body.route, 'specialist');
  scene.theirDevice();
  assert.throws(() => asked(true), { code: 'own-key-replaced' });
});

it('records nothing for a person of the case', () => {
  scene.theirDevice();
  assert.throws(() => recorded([], { kind: 'proceedings', status: 'cleared' }), {
    code: 'own-key-replaced',
  });
});

it('names one’s own last choice, and shows it as theirs alone', () => {
  scene.theirDevice();
  const { case: caseId, ground } = scene;
  const quiet = { case: caseId, standing: 'never', tellAuthor: 'nothing' } as const;
  const { choice: first } = choose({ ...quiet, choices: [] });
  const { body: chosen } = openStatement(first, 'gobetween/choice/1');
  const { previous } = chosen;
  assert.deepEqual([chosen.org, chosen.person, previous], [scene.org, scene.person, '']);
  const another = sign(
    'gobetween/choice/1',
    { ...chosen, person: newId() },
    scene.theirs.seed,
  ).wire;
  const { choice: second } = choose({ ...quiet, standing: 'tell-me', choices: [first, another] });
  assert.equal(openStatement(second, 'gobetween/choice/1').body.previous, nameOf(first));
  assert.throws(() => choose({ ...quiet, case: newId(), choices: [] }), { code: 'case-invalid' });
  const forged = sign('gobetween/choice/1', chosen, scene.facilitator.seed).wire;
  const choices = [first, another, forged, second];
  const shown = { consents: [], acknowledgements: [], records: [], pauses: [], choices };
  const said = openSaid({ ground, case: caseId, ...shown });
  assert.deepEqual(
    said.choices.map(({ standing }) => standing),
    ['never', 'tell-me'],
  );
  assert.deepEqual(said.leftOut, ['certificate-invalid', 'certificate-invalid']);
});

it('refuses an item without looking at it, naming what was decided of it', () => {
  scene.theirDevice();
  const item = newId();
  const evidence = { decisions: [{ ...agreed({}), type: 'nothing' }] } as unknown as EvidenceWire;
  const { refusal } = decline({ evidence, item, case: scene.case });
  const { body, signer } = openStatement(refusal, 'gobetween/refusal/1');
  assert.equal(signer, scene.theirs.signPublic);
  assert.deepEqual([body.case, body.item, body.person], [scene.case, item, scene.person]);
  assert.deepEqual(body.decisions, []);
  assert.throws(() => decline({ evidence, item, case: newId() }), { code: 'case-invalid' });
});

it('says what is to become of an item, after one’s own word before it', () => {
  scene.theirDevice();
  const asked = { item: newId(), case: scene.case };
  const shown = (keepings: readonly StatementWire[]) => ({ keepings }) as unknown as EvidenceWire;
  const { keeping: held } = keeping({ ...asked, evidence: shown([]), wish: 'hold' });
  const first = openStatement(held, 'gobetween/keeping/1');
  assert.equal(first.signer, scene.theirs.signPublic);
  assert.deepEqual(
    [first.body.case, first.body.item, first.body.person, first.body.wish, first.body.previous],
    [scene.case, asked.item, scene.person, 'hold', ''],
  );
  const { keeping: kept } = keeping({ ...asked, evidence: shown([held]), wish: 'keep' });
  const second = openStatement(kept, 'gobetween/keeping/1');
  assert.deepEqual([second.body.wish, second.body.previous], ['keep', first.digest]);
  const elsewhere = { ...asked, case: newId(), evidence: shown([]), wish: 'hold' } as const;
  assert.throws(() => keeping(elsewhere), { code: 'case-invalid' });
});

it('writes a note for the team and oneself, after the one before, and reads it again', () => {
  scene.theirDevice();
  const { case: caseId, ground, person } = scene;
  const about = { ground, case: caseId, subject: person, field: 'wishes', by: 'author' } as const;
  const first = writeNote({ ...about, text: 'Gwen – ŵ', notes: [] });
  const one = { statements: [first.note], sealed: first.sealed };
  const second = writeNote({ ...about, text: 'Mrs Llŷr', notes: [one] });
  const two = { statements: [first.note, second.note], sealed: second.sealed };
  const { body } = openStatement(second.note, 'gobetween/note/1');
  assert.deepEqual([body.version, body.previous], [2, nameOf(first.note)]);
  assert.deepEqual(body.audience, ['team', 'author']);
  const read = (notes: readonly (typeof two)[]) =>
    readNotes({ ground, case: caseId, field: 'wishes', notes });
  assert.deepEqual(read([two]).notes, [{ subject: person, field: 'wishes', text: 'Mrs Llŷr' }]);
  const forged = sign('gobetween/note/1', body, randomBytes(32)).wire;
  for (const changed of [
    { ...two, sealed: first.sealed },
    { ...two, statements: [second.note] },
    { ...two, statements: [first.note, forged] },
  ]) {
    const { notes, leftOut } = read([changed]);
    assert.deepEqual(notes, []);
    assert.equal(leftOut.length, 1);
  }
});
