/** From the player's time, from what is typed and from what is drawn, to an edit of what was sent. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { moment, momentOf } from '../src/i18n/moments.ts';
import { boxBetween, editOf, fromHere, NOTHING_TYPED, sentAt, thousandthsOf, typedSides, untilHere } from '../src/screens/facilitator/safer/typed.ts';
import type { Edit } from '../src/vault/messages-safer.ts';

const NOTHING = { from: 0, until: 0, left: 0, top: 0, width: 0, height: 0 } as const;

function cut(from: number, until: number): Edit {
  return { ...NOTHING, edit: 'cut', from, until };
}

it('moments: are read as they are shown, to the millisecond', () => {
  for (const [typed, found] of [
    ['0:00', 0],
    ['1:05.5', 65_500],
    [' 0:1,25 ', 1250],
    ['179:59.999', 10_799_999],
  ] as const) {
    assert.equal(momentOf(typed), found);
    assert.equal(momentOf(moment(found)), found);
  }
  assert.deepEqual([0, 65_500, 1250, 600_010].map(moment), ['0:00', '1:05.5', '0:01.25', '10:00.01']);
  for (const typed of ['', '5', '1:60', '0:05.', '-0:05', '0:05.1234', 'x']) assert.equal(momentOf(typed), null, typed);
});

it('the player’s time: is that of what was sent once what was cut before it is added', () => {
  const edits = [cut(0, 500), cut(2000, 5000), { ...NOTHING, edit: 'voice' } as const];
  assert.deepEqual([0, 1499, 1500, 4000].map((at) => sentAt(at, edits)), [500, 1999, 5000, 7500]);
  assert.equal(sentAt(4000, []), 4000);
  assert.deepEqual([fromHere(1299.9), untilHere(1200.1), untilHere(1200)], [1200, 1300, 1200]);
});

it('boxes: lie between two places, in whatever direction, and end with the picture', () => {
  const box = { left: 125, top: 250, width: 625, height: 750 };
  assert.deepEqual(boxBetween({ across: 0.75, down: 1.4 }, { across: 0.125, down: 0.25 }), box);
  assert.deepEqual(typedSides(box), { left: '12.5', top: '25', width: '62.5', height: '75' });
  assert.deepEqual(['0', '12.5', '12,5', '100'].map(thousandthsOf), [0, 125, 125, 1000]);
  for (const typed of ['', '-1', '100.1', '12.55', 'a']) assert.equal(thousandthsOf(typed), null, typed);
});

it('what is typed: is an edit, or says in which fields it is none', () => {
  const cutting = { ...NOTHING_TYPED, kind: 'cut', from: '0:01', until: '0:02.5' } as const;
  assert.deepEqual(editOf(cutting), { edit: cut(1000, 2500) });
  const hiding = { ...NOTHING_TYPED, kind: 'hide', how: 'pixelate' } as const;
  const box = { left: 350, top: 200, width: 300, height: 400 };
  assert.deepEqual(editOf(hiding), { edit: { edit: 'pixelate', from: 0, until: 0, ...box } });
  const whole = { left: 0, top: 0, width: 1000, height: 1000 };
  const timed = { ...hiding, whole: true, throughout: false, from: '0:00', until: '0:02' };
  assert.deepEqual(editOf(timed), { edit: { edit: 'pixelate', from: 0, until: 2000, ...whole } });
  assert.deepEqual(editOf({ ...NOTHING_TYPED, kind: 'voice' }), { edit: { edit: 'voice', ...NOTHING } });

  assert.deepEqual(editOf(NOTHING_TYPED), { mistakes: { change: 'safer-wrong-no-kind' } });
  const untimed = { ...hiding, throughout: false, until: 'soon', sides: { ...hiding.sides, top: '' } };
  assert.deepEqual(editOf(untimed), {
    mistakes: {
      'safer-from': 'safer-wrong-no-time',
      'safer-until': 'safer-wrong-no-time',
      'safer-top': 'safer-wrong-no-number',
    },
  });
  // From nothing until nothing is how a list says that it is hidden throughout.
  assert.deepEqual(editOf({ ...timed, until: '0:00' }), { mistakes: { 'safer-until': 'safer-wrong-time' } });
});
