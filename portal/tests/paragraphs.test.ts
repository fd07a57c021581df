/** A letter in paragraphs: nothing of it is left out or counted twice. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { paragraphsOf } from '../src/ui/paragraphs.ts';

const TEXTS = [
  '',
  'One line',
  'One line\n',
  '\n\nAfter nothing',
  'Dear you,\n\nI came in.\nI heard the clock.\n\n\nSorry.\n',
  'Windows\r\n\r\nlines\r\n \t\r\nhere',
  '\n\n\n',
  'Ŵ 👩‍👩‍👧 \u{1F1FC}\n\n\u{E0061}hidden',
];

for (const text of TEXTS) {
  it(`puts ${JSON.stringify(text)} together again, every character once`, () => {
    const paragraphs = paragraphsOf(text);
    assert.equal(paragraphs.map((one) => one.text).join(''), text);
    const counted = paragraphs.reduce((sum, one) => sum + one.characters, 0);
    assert.equal(counted, [...text].length);
    for (const { from, text: part } of paragraphs) {
      assert.equal(text.slice(from, from + part.length), part);
    }
  });
}

it('cuts where there is an empty line and nowhere else', () => {
  assert.deepEqual(
    paragraphsOf('Dear you,\n\nI came in.\nI heard the clock.\n\n\nSorry.\n').map(({ text }) => text),
    ['Dear you,\n\n', 'I came in.\nI heard the clock.\n\n\n', 'Sorry.\n'],
  );
  assert.equal(paragraphsOf('One\nTwo').length, 1);
  assert.equal(paragraphsOf('One\r\n \t\r\nTwo').length, 2);
});
