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
  /** The address to give to a `<video>` or `<audio>` element. */
  address(handle: string): string;
  /** Hears of every failed piece; the element itself may only stall. Answers how to stop. */
  onFailure(listener: (failure: PlaybackFailure) => void): () => void;
  /** Stops handing out lines; call before ending the vault. */
  end(): void;
}

const PATIENCE = 10_000;

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
    address: (handle) => `/play/${handle}`,
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
