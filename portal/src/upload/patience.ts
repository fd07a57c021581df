/** How long and how often an upload tries again. Owns the waiting; refuses to decide what is tried. */

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** With the waits above: about ten minutes of trying. */
export const ATTEMPTS = 25;

export function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
  });
}

/** Full jitter: uploads that broke together must not come back together. */
export function pauseBefore(attempt: number): number {
  return Math.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
}
