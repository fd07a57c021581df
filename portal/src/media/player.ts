/**
 * The page's part in playback: registers the service worker and gives it a line to the vault, again
 * whenever it asks. Owns the addresses that media elements play; sees no bytes.
 */
import { workerAddress } from '../trusted.ts';
import type { Vault } from '../vault/client.ts';

export interface PlaybackFailure {
  readonly handle: string;
  /** A code of the vault, e.g. `chunk-replaced` or `fetch-failed`. */
  readonly code: string;
}

export interface Playback {
  /**
   * The address to give to a `<video>` or `<audio>` element, once the service worker answers there:
   * a page that it has only just taken charge of may still ask past it, and an element that was
   * answered by somebody else does not ask again.
   */
  address(handle: string): Promise<string>;
  /** Hears of every failed piece; the element itself may only stall. Answers how to stop. */
  onFailure(listener: (failure: PlaybackFailure) => void): () => void;
  /** Stops handing out lines; call before ending the vault. */
  end(): void;
}

const PATIENCE = 10_000;
/** How often, and with what pause in milliseconds, it is asked whether the worker answers. */
const TRIES = 20;
const PAUSE = 100;

/** Resolves once requests of this page go through the service worker. */
function inCharge(): Promise<void> {
  const container = navigator.serviceWorker;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Playback did not start.')), PATIENCE);
    const look = () => {
      if (!container.controller) return;
      clearTimeout(timer);
      container.removeEventListener('controllerchange', look);
      resolve();
    };
    container.addEventListener('controllerchange', look);
    look();
  });
}

/** Whether it was the service worker that answered, whatever it said. */
async function isAnswered(address: string): Promise<boolean> {
  try {
    const { headers } = await fetch(address, { method: 'HEAD' });
    return headers.get('Content-Security-Policy')?.startsWith('sandbox') === true;
  } catch {
    return false;
  }
}

async function answered(handle: string): Promise<string> {
  const address = `/play/${handle}`;
  for (let tried = 0; tried < TRIES && !(await isAnswered(address)); tried += 1) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return address;
}

/**
 * Makes `/play/…` work in this tab. Resolves once the service worker is in charge of the page.
 * Rejects where the browser has no service workers (private windows of some browsers).
 */
export async function startPlayback(vault: Vault): Promise<Playback> {
  const address = workerAddress('/sw.js');
  await navigator.serviceWorker.register(address, { scope: '/', updateViaCache: 'none' });

  async function connect(): Promise<void> {
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    await vault.do.servePlayer({ port: port1 });
    (navigator.serviceWorker.controller ?? active)?.postMessage('vault-line', [port2]);
  }

  function onWish({ data }: MessageEvent<unknown>): void {
    if (data === 'vault-line-wanted') void connect().catch(() => undefined);
  }

  navigator.serviceWorker.addEventListener('message', onWish);
  navigator.serviceWorker.startMessages();
  await connect();
  await inCharge();

  return {
    address: answered,
    onFailure: (listener) =>
      vault.onNotice((notice) => {
        if (notice.notice === 'playback-failed') listener(notice);
      }),
    end() {
      navigator.serviceWorker.controller?.postMessage('vault-line-ended');
      navigator.serviceWorker.removeEventListener('message', onWish);
    },
  };
}
