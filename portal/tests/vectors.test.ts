/** Every published vector, by the TypeScript side under Node. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { sealingReady } from '../src/sealing/sodium.ts';
import { difference, forAPage, type VectorFile } from './vectors/check.ts';

const FOLDER = join(process.cwd(), '../tests/vectors');
const files = ['.', 'later'].flatMap((folder) =>
  readdirSync(join(FOLDER, folder))
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name)),
);

before(() => sealingReady);

it('there are vectors of every kind', () => {
  assert.deepEqual(files.toSorted(), [
    'boxes.json',
    'canonical.json',
    'containers.json',
    'encoding.json',
    'enrolment.json',
    'evidence-2.json',
    'evidence-reading.json',
    'evidence.json',
    'later/asked.json',
    'later/assessments.json',
    'later/between.json',
    'later/captions.json',
    'later/casework.json',
    'later/custody.json',
    'later/decisions.json',
    'later/disclosures.json',
    'later/edits.json',
    'later/follow-ups.json',
    'later/halves.json',
    'later/heads.json',
    'later/keeping.json',
    'later/limits.json',
    'later/notes-2.json',
    'later/offers.json',
    'later/people-2.json',
    'later/policies.json',
    'later/practice.json',
    'later/previews.json',
    'later/replaced.json',
    'later/scans.json',
    'later/statements.json',
    'later/transcripts.json',
    'padding.json',
    'secrets.json',
    'server.json',
    'slices.json',
    'statements.json',
  ]);
});

for (const name of files) {
  const file = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as VectorFile;
  describe(`${name}: ${file.about}`, () => {
    it('holds vectors', () => assert.ok(forAPage(file).length > 0));
    for (const vector of forAPage(file)) {
      it(vector.name, () => assert.equal(difference(vector, file), null));
    }
  });
}
