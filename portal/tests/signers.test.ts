/** Whose word each type of statement can be, held against every kind of key there is. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { maySign, type Signers } from '../src/sealing/signers.ts';
import { SCHEMAS, type StatementType } from '../src/sealing/schemas.ts';
import type { AnyOpened } from '../src/sealing/statements.ts';

const KEYS: Signers = {
  staff: new Set(['facilitator', 'liaison']),
  liaisons: new Set(['liaison']),
  pools: new Set(['pool']),
  people: new Map([
    ['harmed', new Set(['harmed', 'harmed-before'])],
    ['responsible', new Set(['responsible'])],
  ]),
  authors: new Map([['manifest', 'responsible']]),
};
const EVERYBODY = [
  'facilitator',
  'liaison',
  'pool',
  'harmed',
  'harmed-before',
  'responsible',
  'stranger',
];
const STAFF = ['facilitator', 'liaison'];
const HARMED = ['harmed', 'harmed-before'];
const BY_HARMED = { person: 'harmed' };
const OF_MANIFEST = { manifest: 'manifest' };

/** What a body says of whose it is, and who may say so. */
const TABLE: Record<StatementType, readonly [body: object, may: readonly string[]]> = {
  'gobetween/roster/1': [{}, []],
  'gobetween/certificate/1': [BY_HARMED, STAFF],
  'gobetween/team/1': [{}, STAFF],
  'gobetween/case/1': [{}, STAFF],
  'gobetween/manifest/1': [{ author: 'responsible' }, [...STAFF, 'responsible']],
  'gobetween/rendition/1': [OF_MANIFEST, ['pool']],
  'gobetween/decision/1': [OF_MANIFEST, STAFF],
  'gobetween/acceptance/1': [BY_HARMED, HARMED],
  'gobetween/opening/1': [BY_HARMED, HARMED],
  'gobetween/worker-session/1': [{ pool: 'pool' }, []],
  'gobetween/policy/1': [{}, []],
  'gobetween/head/1': [{}, STAFF],
  'gobetween/cover/1': [{}, STAFF],
  'gobetween/step-in/1': [{}, STAFF],
  'gobetween/re-enrolment/1': [BY_HARMED, [...STAFF, ...HARMED]],
  'gobetween/regrant/1': [BY_HARMED, STAFF],
  'gobetween/mandate/1': [BY_HARMED, STAFF],
  'gobetween/attestation/1': [BY_HARMED, STAFF],
  'gobetween/consent/1': [BY_HARMED, HARMED],
  'gobetween/acknowledgement/1': [BY_HARMED, HARMED],
  'gobetween/record/1': [BY_HARMED, STAFF],
  'gobetween/pause/1': [BY_HARMED, HARMED],
  'gobetween/choice/1': [BY_HARMED, HARMED],
  'gobetween/refusal/1': [BY_HARMED, HARMED],
  'gobetween/keeping/1': [BY_HARMED, HARMED],
  'gobetween/share/1': [{ ...BY_HARMED, with: 'responsible' }, HARMED],
  'gobetween/agreement/1': [OF_MANIFEST, ['liaison', 'responsible']],
  'gobetween/note/1': [{}, [...STAFF, ...HARMED, 'responsible']],
  'gobetween/delivery/1': [BY_HARMED, STAFF],
  'gobetween/recall/1': [OF_MANIFEST, ['liaison', 'responsible']],
  'gobetween/appeal/1': [OF_MANIFEST, ['liaison', 'responsible']],
  'gobetween/suspension/1': [{}, STAFF],
  'gobetween/destruction/1': [{}, STAFF],
  'gobetween/disclosure/1': [{}, STAFF],
};

function signersOf(type: string, body: object): readonly string[] {
  // Only what the rule looks at: whoever asks has opened the statement.
  return EVERYBODY.filter((signer) => maySign({ type, body, signer } as AnyOpened, KEYS));
}

for (const type of Object.keys(SCHEMAS) as StatementType[]) {
  it(`${type} is the word of those who may give it, and of nobody else`, () => {
    const [body, may] = TABLE[type];
    assert.deepEqual(signersOf(type, body).toSorted(), may.toSorted());
  });
}

it('staff sign what somebody without keys agreed to and said of items before them', () => {
  for (const type of [
    'gobetween/acceptance/1',
    'gobetween/consent/1',
    'gobetween/acknowledgement/1',
    'gobetween/choice/1',
    'gobetween/refusal/1',
    'gobetween/keeping/1',
  ]) {
    assert.deepEqual(signersOf(type, { person: 'somebody' }), STAFF);
  }
});

it('nobody speaks for a person or an author who is not known', () => {
  assert.deepEqual(signersOf('gobetween/opening/1', { person: 'somebody' }), []);
  assert.deepEqual(signersOf('gobetween/manifest/1', { author: 'somebody' }), STAFF);
  assert.deepEqual(signersOf('gobetween/recall/1', { manifest: 'another' }), ['liaison']);
});
