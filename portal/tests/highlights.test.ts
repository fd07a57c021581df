/** What a reader is asked to look at in a letter, and that the letter itself stays as it is. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { marksIn } from '../src/ui/highlights.ts';
import { cutAt } from '../src/ui/marks.ts';

function found(text: string): readonly (readonly [string, string])[] {
  return marksIn(text).map(({ kind, text: shown }) => [kind, shown] as const);
}

it('finds phone numbers as people write them here and abroad', () => {
  for (const number of [
    '07400 123456',
    '07400123456',
    '(029) 2087 4000',
    '+44 7400 123 456',
    '0044 7400 123456',
    '+353 1 402 2222',
  ]) {
    assert.deepEqual(found(`Ring me on ${number}, any time.`), [['phone', number]], number);
  }
});

it('finds each number of a list, whatever stands between them', () => {
  const listed = [
    '07700 900123',
    '07911 123456',
    '07400 123456',
    '0161 496 0000',
    '020 7946 0018',
    '+44 20 7946 0018',
    '01632 960001',
    '0044 7400 123456',
    '+353 1 402 2222',
    '0800 1111',
  ];
  for (const between of [', ', ',', '; ', ';', ' / ', '/', ' and ', '\n', ' | ']) {
    assert.deepEqual(
      found(`Ring ${listed.join(between)}.`),
      listed.map((number) => ['phone', number]),
      between,
    );
  }
});

it('finds numbers that nobody has, or that are written oddly', () => {
  for (const number of ['07700 900999', '07700/900123', '07400.123.456', '+44 (0)20 7946 0018', '0 7 4 0 0 1 2 3 4 5 6', '07\u00ad400\u200b 123456']) {
    assert.deepEqual(found(`Ring me on ${number}, any time.`), [['phone', number]], number);
  }
});

it('finds e-mail addresses and links without the sentence around them', () => {
  assert.deepEqual(found('Write to dai.jones+me@example.co.uk. Or (https://example.org/a?b=c).'), [
    ['email', 'dai.jones+me@example.co.uk'],
    ['link', 'https://example.org/a?b=c'],
  ]);
  assert.deepEqual(found('Look at www.example.cymru/fi, or at instagram.com/dai!'), [
    ['link', 'www.example.cymru/fi'],
    ['link', 'instagram.com/dai'],
  ]);
  assert.deepEqual(found('Ŵyn: ŵyn@llŷn.cymru'), [['email', 'ŵyn@llŷn.cymru']]);
});

it('leaves what is nothing of the kind alone', () => {
  for (const text of [
    'On 14 March 2024 at 10.30 I came in. It was number 12.',
    'I took 300 pounds...and the box.I am sorry.',
    'Between 01.02.2024 and 01/03/2024 14.30, or 01-04-2024 10:15.',
    'It is case 2024001234567890123, account 12345678, sort 01-02-03.',
    'Rwy’n meddwl am y noson honno.',
    '',
  ]) {
    assert.deepEqual(found(text), [], text);
  }
});

it('marks nothing twice, in the order of the letter', () => {
  const text = 'https://example.org/07400123456 then 07400 123456 then a@example.org';
  assert.deepEqual(
    found(text).map(([kind]) => kind),
    ['link', 'phone', 'email'],
  );
  const marks = marksIn(text);
  marks.forEach(({ from, to, text: shown }) => assert.equal(text.slice(from, to), shown));
});

it('is quick with a letter that is made to be slow', () => {
  const begun = performance.now();
  for (const text of ['a'.repeat(200_000), 'a.'.repeat(100_000), `${'a'.repeat(200_000)}@`, '0 1 '.repeat(5_000), '01,'.repeat(20_000)]) marksIn(text);
  assert.ok(performance.now() - begun < 20_000);
});

it('cuts a piece so that the cuts are the piece, wherever a place begins', () => {
  const text = 'Ring 07400 123456 or write to a@example.org, please 🕯️.';
  const marks = marksIn(text);
  assert.equal(marks.length, 2);
  for (let at = 0; at <= text.length; at += 1) {
    const first = cutAt(text.slice(0, at), 0, marks);
    const second = cutAt(text.slice(at), at, marks);
    const both = [...first, ...second];
    assert.equal(both.map((one) => one.text).join(''), text);
    marks.forEach(({ text: shown }, number) => {
      const parts = both.filter(({ mark }) => mark === number);
      assert.equal(parts.map((one) => one.text).join(''), shown);
      assert.equal(parts.filter(({ begins }) => begins).length, 1);
    });
  }
});

it('finds whole words of a list, however they are written', () => {
  const more = { notToTell: ['Llŷr  Evans', 'St. Mary’s', 'Ana', '   '], agencyWords: ['gang', 'C++'] };
  const among = (text: string) => marksIn(text, more).map(({ kind, text: shown }) => [kind, shown] as const);
  assert.deepEqual(among('LLYR EVANS, llŷr\nevans, Lly\u0302r Evans and L\u200bl\u00adŷr Evans.'), [
    ['not-to-tell', 'LLYR EVANS'],
    ['not-to-tell', 'llŷr\nevans'],
    ['not-to-tell', 'Lly\u0302r Evans'],
    ['not-to-tell', 'L\u200bl\u00adŷr Evans'],
  ]);
  assert.deepEqual(among("at st. mary's, not at StaMary’s"), [['not-to-tell', "st. mary's"]]);
  assert.deepEqual(among('Banana, Anab, Ana2: nothing. 😀Ana!'), [['not-to-tell', 'Ana']]);
  assert.deepEqual(among('the Gang writes C++ (not C+)'), [
    ['agency-word', 'Gang'],
    ['agency-word', 'C++'],
  ]);
});

it('says first of a place that it must not be told', () => {
  const more = { notToTell: ['ana'], agencyWords: ['ana'] };
  assert.deepEqual(
    marksIn('Ask ana@example.org.', more).map(({ kind }) => kind),
    ['not-to-tell'],
  );
});
