/**
 * Locks after fifteen minutes without a sign of life and says so two minutes before. Playing,
 * uploading and typing are signs of life, in any tab. While someone is here the session on the
 * service is kept alive too, so that a long letter is not lost to a silent end.
 */
import { signal } from '@preact/signals';
import { get } from '../api/http.ts';
import { lock, standing } from './session.ts';

const MINUTE = 60_000;
const WARN_AFTER = 13 * MINUTE;
const LOCK_AFTER = 15 * MINUTE;
const KEEP_ALIVE_EVERY = 4 * MINUTE;

/** True while the question "are you still there?" is on screen. */
export const asking = signal(false);

let lastSign = Date.now();
let lastKeptAlive = Date.now();
let busy = 0;
const tabs = new BroadcastChannel('gobetween.activity');

export function stillHere(): void {
  lastSign = Date.now();
  asking.value = false;
  tabs.postMessage(lastSign);
}

/** Something is going on that must not be cut off (an upload, playing). Call the answer when done. */
export function stayAwake(): () => void {
  busy += 1;
  let over = false;
  return () => {
    if (over) return;
    over = true;
    busy -= 1;
    stillHere();
  };
}

function look(): void {
  if (standing.peek().at !== 'in') {
    lastSign = Date.now();
    asking.value = false;
    return;
  }
  const now = Date.now();
  if (busy > 0) lastSign = now;
  const quiet = now - lastSign;
  if (quiet >= LOCK_AFTER) {
    asking.value = false;
    void lock();
    return;
  }
  asking.value = quiet >= WARN_AFTER;
  if (!asking.value && now - lastKeptAlive >= KEEP_ALIVE_EVERY) {
    lastKeptAlive = now;
    void get('/me').catch(() => undefined);
  }
}

function sign(): void {
  // While the question stands, only an answer to it counts.
  if (!asking.peek() && Date.now() - lastSign > 1000) stillHere();
}

export function watchForIdleness(): void {
  for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchstart']) {
    addEventListener(kind, sign, { passive: true, capture: true });
  }
  tabs.addEventListener('message', (event) => {
    lastSign = Math.max(lastSign, Number(event.data));
    asking.value = false;
  });
  document.addEventListener('visibilitychange', look);
  setInterval(look, 2000);
}
