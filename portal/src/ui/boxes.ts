/** A part of a recording's picture, as the edits of a list say it: in thousandths of it, from its left upper corner. */
import type { Edit } from '../vault/messages-safer.ts';

/** How many of a list's thousandths of the picture one percent is. */
export const PERCENT = 10;
/** The whole picture, in thousandths. */
export const WHOLE_PICTURE = { left: 0, top: 0, width: 1000, height: 1000 } as const;

export type Box = Pick<Edit, 'left' | 'top' | 'width' | 'height'>;

export function isWhole({ left, top, width, height }: Box): boolean {
  return left === 0 && top === 0 && width === WHOLE_PICTURE.width && height === WHOLE_PICTURE.height;
}
