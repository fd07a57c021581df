/** What the vault refuses for reasons of its own; sealing refuses with SealingError. */

export type RefusalCode =
  | 'locked'
  | 'not-prepared'
  | 'unknown-handle'
  | 'not-opened'
  | 'run-out'
  | 'no-words'
  | 'no-transcript'
  | 'nothing-changed'
  | 'not-seen'
  | 'not-playable'
  | 'fetch-failed'
  | 'not-on-trail'
  | 'not-vouched';

export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  /** HTTP status of a failed request; 0 when there was no answer. */
  readonly status: number;

  constructor(code: RefusalCode, sentence: string, status = 0) {
    super(sentence);
    this.code = code;
    this.status = status;
  }
}
