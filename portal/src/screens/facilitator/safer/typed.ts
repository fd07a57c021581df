/**
 * From what a reader does to an edit: the player's time, what is typed, a box that is drawn. Refuses to
 * know what a list may hold, which is the vault's to say.
 */
import { momentOf } from '../../../i18n/moments.ts';
import { PERCENT, WHOLE_PICTURE, type Box } from '../../../ui/boxes.ts';
import type { Edit } from '../../../vault/messages-safer.ts';

/** What can be asked for: the two ways of hiding a part of the picture are one question. */
export const KINDS = ['cut', 'hide', 'voice', 'noise', 'sound-only'] as const;
export type Kind = (typeof KINDS)[number];
export const SIDES = ['left', 'top', 'width', 'height'] as const;
export type Side = (typeof SIDES)[number];

/** What stands in the fields. Times as typed, sides in percent. */
export interface Typed {
  readonly kind: Kind | null;
  readonly from: string;
  readonly until: string;
  readonly how: 'blur' | 'pixelate';
  readonly whole: boolean;
  readonly throughout: boolean;
  readonly sides: Readonly<Record<Side, string>>;
}

export const NOTHING_TYPED: Typed = {
  kind: null,
  from: '',
  until: '',
  how: 'blur',
  whole: false,
  throughout: true,
  sides: { left: '35', top: '20', width: '30', height: '40' },
};

const NOWHERE: Box = { left: 0, top: 0, width: 0, height: 0 };
const NUMBER = /^\d{1,3}(?:[.,]\d)?$/;
/** Times are taken by the tenth of a second, rather too much than too little. */
const STEP = 100;

/** Where a moment of what is played stands in the recording as it was sent, both in milliseconds. */
export function sentAt(played: number, edits: readonly Edit[]): number {
  let at = played;
  for (const { edit, from, until } of edits) {
    if (edit === 'cut' && from <= at) at += until - from;
  }
  return at;
}

/** The tenth of a second at or before a moment. */
export function fromHere(at: number): number {
  return Math.floor(at / STEP) * STEP;
}

/** The tenth of a second at or behind a moment. */
export function untilHere(at: number): number {
  return Math.ceil(at / STEP) * STEP;
}

/** "12.5" percent as thousandths, or null for what is no number from 0 to 100. */
export function thousandthsOf(typed: string): number | null {
  if (!NUMBER.test(typed.trim())) return null;
  const found = Math.round(Number(typed.trim().replace(',', '.')) * PERCENT);
  return found <= WHOLE_PICTURE.width ? found : null;
}

export function typedSides(box: Box): Typed['sides'] {
  return {
    left: String(box.left / PERCENT),
    top: String(box.top / PERCENT),
    width: String(box.width / PERCENT),
    height: String(box.height / PERCENT),
  };
}

/** A place on the picture, from 0 to 1 across and down; beyond it where the pointer is. */
export interface Place {
  readonly across: number;
  readonly down: number;
}

function onPicture(part: number): number {
  return Math.round(Math.min(1, Math.max(0, part)) * WHOLE_PICTURE.width);
}

/** The box between two places, cut off where the picture ends. */
export function boxBetween(one: Place, other: Place): Box {
  const [left, right] = [onPicture(Math.min(one.across, other.across)), onPicture(Math.max(one.across, other.across))];
  const [top, bottom] = [onPicture(Math.min(one.down, other.down)), onPicture(Math.max(one.down, other.down))];
  return { left, top, width: right - left, height: bottom - top };
}

/** What is typed as a box, null while it is none. */
export function boxOf({ whole, sides }: Typed): Box | null {
  if (whole) return WHOLE_PICTURE;
  const found = SIDES.map((side) => thousandthsOf(sides[side]));
  const [left, top, width, height] = found;
  if (left == null || top == null || width == null || height == null) return null;
  return { left, top, width, height };
}

/** What was typed as an edit; or which fields hold what is none, each with the name of what is wrong. */
export function editOf(typed: Typed): { readonly edit: Edit } | { readonly mistakes: Readonly<Record<string, string>> } {
  const { kind } = typed;
  if (kind === null) return { mistakes: { change: 'safer-wrong-no-kind' } };
  if (kind === 'voice' || kind === 'noise' || kind === 'sound-only') {
    return { edit: { edit: kind, from: 0, until: 0, ...NOWHERE } };
  }
  const timed = kind === 'cut' || !typed.throughout;
  const from = timed ? momentOf(typed.from) : 0;
  const until = timed ? momentOf(typed.until) : 0;
  const box = kind === 'cut' ? NOWHERE : boxOf(typed);
  // From nothing until nothing would hide it all the way through.
  if (timed && until === 0) return { mistakes: { 'safer-until': 'safer-wrong-time' } };
  if (from !== null && until !== null && box !== null) {
    return { edit: { edit: kind === 'cut' ? kind : typed.how, from, until, ...box } };
  }
  const mistakes: Record<string, string> = {};
  if (from === null) mistakes['safer-from'] = 'safer-wrong-no-time';
  if (until === null) mistakes['safer-until'] = 'safer-wrong-no-time';
  if (box === null) {
    for (const side of SIDES) {
      if (thousandthsOf(typed.sides[side]) === null) mistakes[`safer-${side}`] = 'safer-wrong-no-number';
    }
  }
  return { mistakes };
}

/** Beside which field it is said why an edit cannot be had. */
export function fieldOf(why: string): string {
  if (why === 'time' || why === 'too-little-left') return 'safer-until';
  if (why === 'touches' || why === 'behind-its-end') return 'safer-from';
  return why === 'box' ? 'safer-width' : 'change';
}
