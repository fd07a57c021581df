/** Certifying who was invited: as the offer says that this device made, whatever a server lists. */
import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { parseCanonical, canonical } from '../src/sealing/canonical.ts';
import { b32, b64, newId, unb64 } from '../src/sealing/encoding.ts';
import { enrolmentSecrets, makeReply, replyMac } from '../src/sealing/enrolment.ts';
import { SealingError } from '../src/sealing/errors.ts';
import { newPersonKeys, newVaultKey } from '../src/sealing/keys.ts';
import { randomBytes, sealingReady, sodium } from '../src/sealing/sodium.ts';
import { openStatement, sign } from '../src/sealing/statements.ts';
import { newCase } from '../src/vault/inside/casework.ts';
import { certify, invite } from '../src/vault/inside/inviting.ts';
import { keepUnlocked } from '../src/vault/inside/session.ts';
import type { GroundWire, Operations, RepliedInvitation } from '../src/vault/messages.ts';

type Made = Operations['newCase']['answer'];

const NOW = Math.floor(Date.now() / 1000);

/** An unlocked facilitator with two cases, and somebody who answered an invitation to the first. */
interface Scene {
  readonly ground: (made: Made) => GroundWire;
  readonly first: Made;
  readonly second: Made;
  readonly listed: RepliedInvitation;
}

let scene: Scene;

function staged(): Scene {
  const [org, person] = [newId(), newId()];
  const [own, pool] = [newPersonKeys(), newPersonKeys()];
  const seed = randomBytes(32);
  const root = b32(sodium.crypto_sign_seed_keypair(seed).publicKey);
  const roster = sign(
    'gobetween/roster/1',
    {
      org,
      sequence: 1,
      previous: '',
      issued: NOW,
      staff: [{ person, roles: ['facilitator'], sign: own.signPublic, box: own.boxPublic }],
      teams: [],
      pools: [{ pool: newId(), sign: pool.signPublic, box: pool.boxPublic }],
    },
    seed,
  ).wire;
  const secrets = { box: b32(own.box.privateKey), sign: b32(own.seed) };
  const vault = { ...secrets, cases: [], org, person, root, roster: 1, version: 1 } as const;
  keepUnlocked(newVaultKey(), vault, 1);
  const about = { roster, members: [person], route: 'ordinary', signers: 1 } as const;
  const first = newCase({ ...about, card: 'The first.' });
  const second = newCase({ ...about, card: 'The second.' });
  const ground = (made: Made): GroundWire => ({
    roster,
    team: made.team,
    case_statements: [made.case_statement],
    certificates: [],
  });
  return { ground, first, second, listed: answered(ground(first), first.case) };
}

function answered(ground: GroundWire, caseId: string): RepliedInvitation {
  const made = invite({ ground, case: caseId, role: 'responsible', expires: NOW + 3600 });
  const { replyKey } = enrolmentSecrets(made.code, made.login);
  const theirs = newPersonKeys();
  const keys = { sign: unb64(theirs.signPublic), box: unb64(theirs.boxPublic) };
  const reply = makeReply(unb64(made.offer), keys);
  return {
    invitation: made.invitation,
    person: made.person,
    role: 'responsible',
    offer: made.offer,
    secret: made.secret,
    reply: b64(reply),
    mac: b64(replyMac(replyKey, reply)),
  };
}

before(async () => {
  await sealingReady;
  scene = staged();
});

function certified(made: Made, listed: RepliedInvitation) {
  return certify({ ground: scene.ground(made), case: made.case, invitation: listed });
}

function refusedWith(code: string) {
  return (cause: unknown) => cause instanceof SealingError && cause.code === code;
}

it('an answer to an invitation of another case is not certified', () => {
  assert.throws(() => certified(scene.second, scene.listed), refusedWith('offer-invalid'));
});

it('nobody is certified in another role than they were invited in', () => {
  const listed = { ...scene.listed, role: 'harmed' };
  assert.throws(() => certified(scene.first, listed), refusedWith('offer-invalid'));
});

it('an offer that this device did not make is not certified', () => {
  const said = parseCanonical(unb64(scene.listed.offer));
  const offer = b64(canonical({ ...said, role: 'harmed' }));
  const listed = { ...scene.listed, offer, role: 'harmed' };
  assert.throws(() => certified(scene.first, listed), refusedWith('reply-mismatch'));
});

it('whom the offer names is certified, as what it says', () => {
  const listed = { ...scene.listed, person: newId() };
  const { certificate } = certified(scene.first, listed);
  const { body } = openStatement(certificate, 'gobetween/certificate/1');
  assert.equal(body.person, scene.listed.person);
  assert.equal(body.role, 'responsible');
  assert.equal(body.case, scene.first.case);
});
