/**
 * What may be changed in a safer rendition, and the one form of a list of such edits (protocol.md
 * §4.6). Refuses to know how an edit is made, and who agrees to it, which is for `verify/agreed.ts`.
 */
import { checked, integer, list, oneOf, record, type Of } from './fields.ts';

/** Every kind of edit, in the order in which a list has them. */
export const EDIT_KINDS = ['cut', 'sound-only', 'pixelate', 'blur', 'voice', 'noise'] as const;

export const MOST_EDITS = 32;
/** The width and the height of the upright picture, in thousandths of itself. */
export const WHOLE = 1000;
const MOST_MS = 86_400_000;

const ms = integer(0, MOST_MS);
const thousandths = integer(0, WHOLE);

const edit = record({
  edit: oneOf(...EDIT_KINDS),
  from: ms,
  until: ms,
  left: thousandths,
  top: thousandths,
  width: thousandths,
  height: thousandths,
});

/**
 * One change, by the time of the original in milliseconds, `until` not included; a box in thousandths
 * of the picture as it is seen. What hides a part of the picture from 0 until 0 hides it throughout.
 */
export type Edit = Of<typeof edit>;

/** Whether it takes a part of the picture away. */
export function hides({ edit: kind }: Edit): boolean {
  return kind === 'pixelate' || kind === 'blur';
}

function fits(one: Edit): boolean {
  const { from, until, left, top, width, height } = one;
  const timed = from < until;
  const whole = from === 0 && until === 0;
  const boxless = left + top + width + height === 0;
  if (one.edit === 'cut') return timed && boxless;
  if (!hides(one)) return whole && boxless;
  const within = left + width <= WHOLE && top + height <= WHOLE;
  return (timed || whole) && within && width > 0 && height > 0;
}

function place({ edit: kind, from, until, left, top, width, height }: Edit): readonly number[] {
  return [EDIT_KINDS.indexOf(kind), from, until, left, top, width, height];
}

/** Orders edits as a list has them; 0 for the same twice. */
export function inOrder(before: Edit, after: Edit): number {
  const there = place(after);
  const differences = place(before).map((value, at) => value - (there[at] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}

/**
 * Each edit fits its kind; they stand in order and none twice; cuts do not touch; where the picture
 * goes as a whole nothing of it is hidden.
 */
function oneForm(edits: readonly Edit[]): boolean {
  const follows = edits.slice(1).every((after, at) => {
    const before = edits[at];
    if (!before || inOrder(before, after) >= 0) return false;
    return before.edit !== 'cut' || after.edit !== 'cut' || before.until < after.from;
  });
  const soundOnly = edits.some((one) => one.edit === 'sound-only');
  return follows && edits.every(fits) && !(soundOnly && edits.some(hides));
}

export const edits = checked(list(edit, { most: MOST_EDITS }), oneForm);
