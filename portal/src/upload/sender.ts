/**
 * One PUT of sealed bytes by XMLHttpRequest, because only that reports progress within a request.
 * Owns trying again; refuses to decide what is sent.
 */

import { ATTEMPTS, pauseBefore, wait } from './patience.ts';

/** A refusal that trying again will not change. */
export class SendFault extends Error {
  override readonly name = 'SendFault';
  readonly code: string;
  readonly status: number;

  constructor(code: string, status = 0) {
    super(code);
    this.code = code;
    this.status = status;
  }
}

/** No byte moved for this long: the connection is dead even if nobody says so. */
const STALLED_MS = 60_000;

const WORTH_ANOTHER_TRY = new Set([0, 408, 425, 429, 500, 502, 503, 504]);

/** The status that the answer has, or 0 where there was none. */
export function put(
  address: string,
  body: Blob,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  onSent: (bytes: number) => void,
): Promise<number> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    let stalled = setTimeout(() => request.abort(), STALLED_MS);
    const stop = () => request.abort();
    const finish = () => {
      clearTimeout(stalled);
      signal.removeEventListener('abort', stop);
      resolve(request.status);
    };
    request.open('PUT', address);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => {
      clearTimeout(stalled);
      stalled = setTimeout(() => request.abort(), STALLED_MS);
      onSent(loaded);
    };
    // XMLHttpRequest reads every answer to its end before `loadend`; an unread body would pile up.
    request.onloadend = finish;
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) request.abort();
    else request.send(body);
    if (signal.aborted) finish();
  });
}

/** Lets the slices of one container take turns once the link has dropped one of several. */
export class Turns {
  #dropped = false;
  #before: Promise<unknown> = Promise.resolve();

  /**
   * Resolves when it is a slice's turn: at once while nothing was dropped, and else when all that went
   * before has left, that was on its way already too. Call what it gives then.
   */
  async take(): Promise<() => void> {
    const before = this.#before;
    let free: () => void = () => undefined;
    const mine = new Promise<void>((resolve) => {
      free = resolve;
    });
    this.#before = Promise.all([before, mine]);
    if (this.#dropped) await before;
    return free;
  }

  /** A poor link that drops what takes too long drops three that share it, each time anew. */
  dropped(): void {
    this.#dropped = true;
  }
}

/**
 * Has `once` try until the server has it, by the status that it gives. `onSent` hears the bytes of this slice that are on their way. Throws
 * SendFault for an answer that will stay the same; resolves false when `signal` aborted it.
 */
export async function send(
  once: (signal: AbortSignal, onSent: (bytes: number) => void) => Promise<number>,
  signal: AbortSignal,
  onSent: (bytes: number) => void,
  turns: Turns,
): Promise<boolean> {
  for (let attempt = 0; ; attempt += 1) {
    const leave = await turns.take();
    const status = signal.aborted ? 0 : await once(signal, onSent);
    leave();
    if (signal.aborted) return false;
    if (status >= 200 && status < 300) return true;
    onSent(0);
    if (!WORTH_ANOTHER_TRY.has(status)) throw new SendFault('slice-refused', status);
    turns.dropped();
    if (attempt + 1 >= ATTEMPTS) throw new SendFault('connection-lost', status);
    await wait(pauseBefore(attempt), signal);
  }
}
