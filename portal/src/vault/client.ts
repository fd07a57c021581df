/**
 * The page's side of the vault worker. Owns the worker's life and one promise per request; refuses
 * to know any key, and knows none.
 */
import vaultAddress from './vault.ts?worker&url';
import { workerAddress } from '../trusted.ts';
import type { Operation, Operations, VaultNotice, VaultReply, VaultRequest } from './messages.ts';

/** A refusal of the vault. Show words of your own for `code`. */
export class VaultFault extends Error {
  override readonly name = 'VaultFault';
  readonly code: string;
  /** HTTP status where `code` is `fetch-failed`, otherwise 0. */
  readonly status: number;

  constructor(code: string, message: string, status = 0) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export type VaultOperations = {
  readonly [K in Operation]: (ask: Operations[K]['ask']) => Promise<Operations[K]['answer']>;
};

export interface Vault {
  readonly do: VaultOperations;
  /** Hears of hashing progress and failed playback; answers a function that stops it. */
  onNotice(listener: (notice: VaultNotice) => void): () => void;
  /** Locks, wipes and ends the worker; every open request fails with `worker-lost`. */
  end(): void;
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (cause: VaultFault) => void;
}

/** What a request hands over instead of copying. */
function transferred(ask: object): Transferable[] {
  return 'port' in ask && ask.port instanceof MessagePort ? [ask.port] : [];
}

/** Starts a vault worker, locked. One per tab. */
export function openVault(): Vault {
  const worker = new Worker(workerAddress(vaultAddress), { type: 'module', name: 'vault' });
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<(notice: VaultNotice) => void>();
  let requests = 0;
  let ended = false;

  function lose(): void {
    ended = true;
    worker.terminate();
    for (const { reject } of waiting.values()) {
      reject(new VaultFault('worker-lost', 'The vault has stopped.'));
    }
    waiting.clear();
  }

  function ask<K extends Operation>(
    operation: K,
    what: Operations[K]['ask'],
  ): Promise<Operations[K]['answer']> {
    if (ended) return Promise.reject(new VaultFault('worker-lost', 'The vault has stopped.'));
    requests += 1;
    const request: VaultRequest<K> = { id: requests, operation, ask: what };
    return new Promise((resolve, reject) => {
      waiting.set(request.id, { resolve, reject });
      worker.postMessage(request, transferred(what));
    });
  }

  worker.onmessage = ({ data }: MessageEvent<VaultReply | VaultNotice>) => {
    if ('notice' in data) {
      for (const listener of listeners) listener(data);
      return;
    }
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if ('fault' in data) {
      const { code, message, status } = data.fault;
      asked?.reject(new VaultFault(code, message, status));
    } else {
      asked?.resolve(data.answer as never);
    }
  };
  worker.onerror = lose;

  const operations = new Proxy({} as VaultOperations, {
    get: (_, operation: Operation) => (what: Operations[Operation]['ask']) => ask(operation, what),
  });

  return {
    do: operations,
    onNotice(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    end() {
      if (!ended) void ask('lock', {}).catch(() => undefined);
      lose();
    },
  };
}
