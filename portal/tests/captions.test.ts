/** A reader's vault approves no captions that it has not held against their recording. */
import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { b32 } from '../src/sealing/encoding.ts';
import { SealingError } from '../src/sealing/errors.ts';
import { inOneForm, readCaptions } from '../src/sealing/captions.ts';
import { sealingReady } from '../src/sealing/sodium.ts';
import { openStatement } from '../src/sealing/statements.ts';
import { decide } from '../src/vault/inside/deciding.ts';
import { verifyForReview } from '../src/vault/inside/review.ts';
import { fixed, undecided, unlock, type Scene } from './scenes.ts';

const COVERAGE = { unit: 'characters', covered: 9, total: 9 } as const;

before(() => sealingReady);

/** A supervisor of the same team, on a device of their own. */
function supervisors({ evidence }: Scene): Scene['me'] {
  const { body } = openStatement(evidence.roster, 'gobetween/roster/1');
  const entry = body.staff.find(({ roles }) => roles.includes('supervisor'));
  if (!entry) throw new Error('No supervisor.');
  return {
    person: entry.person,
    sign: b32(fixed('supervisor/sign')),
    box: b32(fixed('supervisor/box')),
  };
}

it('captions: are returned by who reads them, and not approved before they were held', () => {
  const shown = undecided('captions-recipient', 'later/captions');
  const inCase = unlock(shown, supervisors(shown));
  const evidence = { ...shown.evidence, acceptance: null };
  const asked = { evidence, item: shown.item, case: inCase, kind: 'captions' } as const;
  const { handle, manifest } = verifyForReview(asked);
  assert.equal(manifest.kind, 'captions');
  const said = { handle, coverage: COVERAGE, notes: [] };
  assert.throws(
    () => decide({ ...said, verdict: 'approve', reason: '' }),
    (cause: unknown) => cause instanceof SealingError && cause.code === 'captions-invalid',
  );
  const no = decide({ ...said, verdict: 'return', reason: 'unclear', words: 'Please shorten it.' });
  assert.equal(openStatement(no.decision, 'gobetween/decision/1').body.verdict, 'return');
});

it('captions: a file as editors save it comes into the one form in which it is sealed', () => {
  const saved = new TextEncoder().encode(
    '\ufeffWEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\nCafe\u0301\r\n',
  );
  const cues = readCaptions(inOneForm(saved), 2000);
  assert.deepEqual(cues, [{ from: 1000, until: 2000, text: 'Caf\u00e9' }]);
});
