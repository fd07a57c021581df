import assert from 'node:assert/strict';
import { it } from 'node:test';
import { barsOf, inWords } from '../src/ui/loudness.ts';

const SECOND = { beginsMs: 0, eachMs: 100, peaks: [255, 255, 0, 0, 0, 0, 0, 0, 64, 255] };

it('bars are as high as what is loudest in their time', () => {
  assert.deepEqual(barsOf(SECOND, 1000, 5), [1, 0, 0, 0, 1]);
  assert.deepEqual(barsOf(SECOND, 1000, 10).slice(8), [Math.sqrt(64 / 255), 1]);
  assert.deepEqual(barsOf(SECOND, 1000, 1), [1]);
});

it('one peak fills all the bars of its time', () => {
  assert.deepEqual(barsOf({ beginsMs: 0, eachMs: 500, peaks: [0, 255] }, 1000, 4), [0, 0, 1, 1]);
});

it('before and behind the peaks it is silent, and what is behind the end is not drawn', () => {
  const late = { beginsMs: 600, eachMs: 100, peaks: [255, 255] };
  assert.deepEqual(barsOf(late, 1000, 5), [0, 0, 0, 1, 0]);
  assert.deepEqual(barsOf({ ...late, beginsMs: 950 }, 1000, 5), [0, 0, 0, 0, 1]);
  assert.deepEqual(barsOf({ ...late, beginsMs: 5000 }, 1000, 5), [0, 0, 0, 0, 0]);
});

it('what is next to nothing is silence', () => {
  assert.deepEqual(barsOf({ beginsMs: 0, eachMs: 500, peaks: [4, 5] }, 1000, 2), [0, Math.sqrt(5 / 255)]);
});

it('in words it is loudest where it is so first, and silent where nothing is heard', () => {
  assert.deepEqual(inWords({ ...SECOND, beginsMs: 200 }, 1200), { loudest: 200, silent: 800 });
  assert.deepEqual(inWords({ beginsMs: 0, eachMs: 100, peaks: [0, 9, 9] }, 300), { loudest: 100, silent: 100 });
  assert.deepEqual(inWords({ beginsMs: 0, eachMs: 1000, peaks: [9, 9] }, 1500), { loudest: 0, silent: 0 });
});
