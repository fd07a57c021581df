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

/** Why an edit cannot stand in a list. */
export type Wrong = 'time' | 'box' | 'twice' | 'touches' | 'without-picture' | 'too-many';

/** Which edit of a list is wrong, by its place in it. */
export interface WrongEdit<Why extends string = Wrong> {
  readonly at: number;
  readonly why: Why;
}

function isWithin(most: number, ...numbers: readonly number[]): boolean {
  return numbers.every((one) => Number.isInteger(one) && one >= 0 && one <= most);
}

/** What an edit says that its kind does not take, or does not say that it needs. */
function misfit(one: Edit): Extract<Wrong, 'time' | 'box'> | null {
  const { from, until, left, top, width, height } = one;
  const timed = isWithin(MOST_MS, from, until) && from < until;
  const whole = from === 0 && until === 0;
  if (one.edit === 'cut' ? !timed : !whole && !(hides(one) && timed)) return 'time';
  const boxless = left === 0 && top === 0 && width === 0 && height === 0;
  const sides = [left, top, width, height, left + width, top + height];
  const boxed = isWithin(WHOLE, ...sides) && width > 0 && height > 0;
  return (hides(one) ? boxed : boxless) ? null : 'box';
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

/** Why the later of two edits cannot stand beside the other. */
function clash(one: Edit, other: Edit): Wrong | null {
  const kinds = [one.edit, other.edit];
  if (inOrder(one, other) === 0) return 'twice';
  if (kinds.every((kind) => kind === 'cut')) {
    return one.from <= other.until && other.from <= one.until ? 'touches' : null;
  }
  const pictureGoes = kinds.includes('sound-only');
  return pictureGoes && (hides(one) || hides(other)) ? 'without-picture' : null;
}

/**
 * What is wrong in a list, whatever its order: edits that do not fit their kind, are there twice, take
 * away times that touch, hide something of a picture that goes as a whole, or are too many. Of two that
 * do not go together the one behind the other in this list.
 */
export function wrongIn(edits: readonly Edit[]): readonly WrongEdit[] {
  return edits.flatMap((one, at) => {
    const clashes = edits.slice(0, at).map((before) => clash(before, one));
    const why = misfit(one) ?? clashes.find((found) => found !== null) ?? null;
    const found = why ?? (at >= MOST_EDITS ? 'too-many' : null);
    return found === null ? [] : [{ at, why: found }];
  });
}

/** Nothing is wrong in it, and they stand in order. */
function oneForm(edits: readonly Edit[]): boolean {
  const ordered = edits.every((one, at) => at === 0 || inOrder(edits[at - 1] ?? one, one) < 0);
  return ordered && wrongIn(edits).length === 0;
}

export const edits = checked(list(edit, { most: MOST_EDITS }), oneForm);
