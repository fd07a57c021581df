/**
 * The two ways in which every check of protocol.md §6 fails: not shown, or not held. Refuses to own
 * any check.
 */
import { SealingError, refusingAs, type Fault } from '../errors.ts';
import type { StatementType } from '../schemas.ts';
import { openStatement, type Opened, type Wire } from '../statements.ts';

/** Throws `code` unless every condition holds. */
export function hold(code: Fault, sentence: string, ...conditions: readonly boolean[]): void {
  if (!conditions.every(Boolean)) throw new SealingError(code, sentence);
}

/** Opens a statement; its absence, or whatever is wrong with it, becomes `code`. */
export function openAs<T extends StatementType>(
  wire: Wire | null | undefined,
  type: T,
  code: Fault,
): Opened<T> {
  if (!wire) throw new SealingError(code, 'A statement that is needed was not shown.');
  return refusingAs(code, 'A statement is not what it should be.', () => openStatement(wire, type));
}

/** Whether no value stands twice. */
export function different(values: readonly (string | number)[]): boolean {
  return new Set(values).size === values.length;
}

/** Whether `holds` is true of each member and the one after it. */
export function eachNext<T>(list: readonly T[], holds: (before: T, after: T) => boolean): boolean {
  return list.every((after, at) => {
    const before = list[at - 1];
    return before === undefined || holds(before, after);
  });
}
