/** Range headers as browsers send them. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { rangeOf } from '../src/media/range.ts';

it('an open range runs to the end', () => {
  assert.deepEqual(rangeOf('bytes=0-', 100), { from: 0, to: 100 });
  assert.deepEqual(rangeOf('bytes=99-', 100), { from: 99, to: 100 });
});

it('a closed range includes its last byte, and is cut at the end', () => {
  assert.deepEqual(rangeOf('bytes=0-1', 100), { from: 0, to: 2 });
  assert.deepEqual(rangeOf('bytes=90-500', 100), { from: 90, to: 100 });
});

it('a range from the end is counted from there', () => {
  assert.deepEqual(rangeOf('bytes=-10', 100), { from: 90, to: 100 });
  assert.deepEqual(rangeOf('bytes=-500', 100), { from: 0, to: 100 });
});

it('a range that holds nothing, or several ranges, are refused', () => {
  for (const header of ['bytes=100-', 'bytes=5-4', 'bytes=-0', 'bytes=-', 'bytes=0-1,4-5', 'x']) {
    assert.equal(rangeOf(header, 100), null, header);
  }
});
