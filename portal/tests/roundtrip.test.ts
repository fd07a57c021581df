/** What this side makes, this side opens again; and what must differ each time does. */
import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { openWhole, ContainerOpener, sealWhole } from '../src/sealing/container.ts';
import { b32, b64, concat, lp, newId, parseB32, utf8 } from '../src/sealing/encoding.ts';
import { SealingError } from '../src/sealing/errors.ts';
import {
  joinForResume,
  newPersonKeys,
  newVaultKey,
  openVault,
  sealVault,
  splitForResume,
  type Vault,
} from '../src/sealing/keys.ts';
import {
  boxPair,
  openCard,
  openGrant,
  sealCard,
  sealGrant,
  sealTeamKey,
  sealTo,
} from '../src/sealing/sealed.ts';
import {
  newLogin,
  newRecoveryCode,
  normaliseRecoveryCode,
  sixWords,
} from '../src/sealing/secrets.ts';
import { randomBytes, sealingReady } from '../src/sealing/sodium.ts';
import { sign } from '../src/sealing/statements.ts';
import { newTeam, openTeamKey, teamKeys } from '../src/sealing/teams.ts';
import { openOwnGrant } from '../src/sealing/verify/content.ts';

before(() => sealingReady);

function refusedWith(code: string) {
  return (cause: unknown) => cause instanceof SealingError && cause.code === code;
}

it('a letter comes out as it went in, for every length around a border', () => {
  const context = { case: newId(), item: newId(), rendition: newId() };
  for (const length of [0, 1, 4087, 4088, 4089, 262_135, 262_136, 262_137, 600_000]) {
    const key = randomBytes(32);
    const plaintext = randomBytes(length);
    const { table, chunks } = sealWhole(key, context, plaintext);
    const opened = openWhole(new ContainerOpener(key, context, table), chunks);
    assert.deepEqual(opened, Uint8Array.from(plaintext));
  }
});

it('the same text sealed twice under fresh keys shares no byte string', () => {
  const context = { case: newId(), item: newId(), rendition: newId() };
  const seal = () => sealWhole(randomBytes(32), context, utf8('the same')).chunks[0];
  assert.notDeepEqual(seal(), seal());
});

it('a grant opens for its holder only', () => {
  const [holder, other] = [newPersonKeys(), newPersonKeys()];
  const [item, rendition, key] = [newId(), newId(), randomBytes(32)];
  const grant = sealGrant(item, rendition, holder.box.publicKey, key);
  assert.deepEqual(openGrant(grant, item, rendition, holder.box), key);
  assert.throws(
    () => openGrant(grant, item, rendition, other.box),
    refusedWith('grant-unopenable'),
  );
});

it('a team key and a case card open for every member and nobody else', () => {
  const [one, two, other] = [newPersonKeys(), newPersonKeys(), newPersonKeys()];
  const [first, second, caseId] = [newId(), newId(), newId()];
  const about = { org: newId(), team: newId(), case: caseId, issued: 1 };
  const members = [
    { person: first, box: one.boxPublic },
    { person: second, box: two.boxPublic },
  ];
  const { statement, privateKey } = newTeam(about, members, one.seed);
  const team = openTeamKey(statement.body, second, two);
  assert.deepEqual(team.privateKey, privateKey);
  const card = sealCard(caseId, team.publicKey, 'Names and notes.');
  assert.equal(openCard(card, caseId, openTeamKey(statement.body, first, one)), 'Names and notes.');
  assert.throws(() => openTeamKey(statement.body, second, other), refusedWith('team-key-missing'));
});

it('a member who joined later opens what was sealed to every earlier version of the team', () => {
  const [founder, newcomer] = [newPersonKeys(), newPersonKeys()];
  const [first, second] = [newId(), newId()];
  const about = { org: newId(), team: newId(), case: newId(), issued: 1 };
  const { statement, privateKey } = newTeam(
    about,
    [{ person: first, box: founder.boxPublic }],
    founder.seed,
  );
  const pair = boxPair(randomBytes(32));
  const sealed = sealTeamKey(about.team, 2, newcomer.box.publicKey, pair.privateKey);
  const handedOn = concat(
    lp('gobetween/team-previous/1'),
    lp(about.team),
    Uint8Array.of(0, 0, 0, 1),
    privateKey,
  );
  const joined = sign(
    'gobetween/team/1',
    {
      ...about,
      version: 2,
      key: b32(pair.publicKey),
      members: [{ person: second, box: newcomer.boxPublic, sealed: b64(sealed) }],
      previous: statement.digest,
      previous_sealed: b64(sealTo(pair.publicKey, handedOn)),
    },
    founder.seed,
  );
  const [item, rendition, key] = [newId(), newId(), randomBytes(32)];
  const grant = b64(sealGrant(item, rendition, boxPair(privateKey).publicKey, key));
  const ref = { rendition, table: b32(randomBytes(32)), padded: 1 };
  const versions = [statement, joined];
  const shown = [{ rendition, grant }];
  const opened = openOwnGrant(shown, item, ref, teamKeys(versions, second, newcomer));
  assert.deepEqual(opened, key);
  assert.throws(
    () => openOwnGrant(shown, item, ref, teamKeys([joined], second, newcomer)),
    refusedWith('grant-unopenable'),
  );
  assert.throws(
    () => openOwnGrant(shown, item, ref, teamKeys(versions, first, founder)),
    refusedWith('team-key-missing'),
  );
});

it('a vault opens at its own revision, and the two halves of a reload belong together', () => {
  const keys = newPersonKeys();
  const vaultKey = newVaultKey();
  const person = newId();
  const vault: Vault = {
    box: b32(keys.box.privateKey),
    cases: [],
    org: newId(),
    person,
    root: parseB32('A'.repeat(43)),
    roster: 0,
    sign: b32(keys.seed),
    version: 1,
  };
  const sealed = sealVault(vault, vaultKey, 7);
  assert.deepEqual(openVault(sealed, vaultKey, person, 7), vault);
  for (const other of [6, -1, 7 + 2 ** 32, 7.5, Number.NaN]) {
    assert.throws(
      () => openVault(sealed, vaultKey, person, other),
      refusedWith('vault-unopenable'),
    );
  }
  const { stored, serverHalf } = splitForResume(vaultKey, person);
  assert.deepEqual(joinForResume(stored, serverHalf, person), vaultKey);
  assert.throws(
    () => joinForResume(stored, randomBytes(32), person),
    refusedWith('wrapped-unopenable'),
  );
});

it('codes, logins and passphrases have their written forms', () => {
  assert.match(newRecoveryCode(), /^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}$/);
  assert.equal(normaliseRecoveryCode(newRecoveryCode()).length, 26);
  assert.match(newLogin(), /^[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{4}$/);
  assert.equal(sixWords().split(' ').length, 6);
  assert.notEqual(sixWords(), sixWords());
});
