/**
 * One slice to an address of the object store, and then the service's word that it is safe. Owns the
 * order of both, and going through the service instead wherever that does not do; holds no key.
 */

import { put } from './sender.ts';

/** Whether the store is worth asking: where it never took anything, it is out of reach from here. */
export class Store {
  #open: boolean;
  #taken = false;

  constructor(offered: boolean) {
    this.#open = offered;
  }

  get worthTrying(): boolean {
    return this.#open;
  }

  took(): void {
    this.#taken = true;
  }

  failed(): void {
    this.#open = this.#taken;
  }
}

export interface Slice {
  /** `/api/v1/renditions/…/slices/N`. */
  readonly address: string;
  readonly body: Blob;
  /** Of its chunks, one behind the other, as base64url. */
  readonly digests: string;
  readonly headers: Readonly<Record<string, string>>;
}

type Attempt = (signal: AbortSignal, onSent: (bytes: number) => void) => Promise<number>;

/** No address any more, or what was put at one is not there, or is not what was promised. */
const NOT_SO = new Set(['address', 'promise', 'bytes', 'slice-digest']);
const GONE = 0;
const STORED = 204;

interface Said {
  readonly status: number;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What the service says; status 0 where it did not answer. Every answer is read to its end. */
async function asked(
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Said> {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    });
    const text = await answer.text();
    const facts = (text === '' ? {} : JSON.parse(text)) as Said['facts'];
    return { status: answer.status, facts };
  } catch {
    return { status: GONE, facts: {} };
  }
}

function isNotSo({ status, facts }: Said): boolean {
  return (
    status >= 400 && (NOT_SO.has(String(facts['field'])) || NOT_SO.has(String(facts['reason'])))
  );
}

function addressIn({ facts }: Said): string | null | undefined {
  const [only] = (facts['slices'] ?? []) as readonly { readonly address?: string | null }[];
  return only?.address;
}

/** Attempts at one slice; each goes on where the one before broke off, and answers with a status. */
export function attemptsAt(slice: Slice, store: Store): Attempt {
  const { address, body, digests, headers } = slice;
  const [, rendition = '', number = ''] = /^(.*)\/slices\/(\d+)$/.exec(address) ?? [];
  let directly = true;
  let there = false;

  const through: Attempt = (signal, onSent) =>
    put(address, body, { ...headers, 'Content-Type': 'application/octet-stream' }, signal, onSent);

  return async (signal, onSent) => {
    if (!there && !(directly && store.worthTrying)) return through(signal, onSent);
    if (!there) {
      const wanted = { slice: Number(number), size: body.size, digests };
      const said = await asked(`${rendition}/addresses`, { slices: [wanted] }, headers, signal);
      if (isNotSo(said)) {
        directly = false;
        return through(signal, onSent);
      }
      if (said.status !== 200) return said.status;
      const given = addressIn(said);
      if (given === null) return STORED;
      const status = await put(String(given), body, {}, signal, onSent);
      if (signal.aborted) return GONE;
      if (status < 200 || status >= 300) {
        store.failed();
        directly = false;
        return GONE;
      }
      store.took();
      there = true;
    }
    const arrived = await asked(`${address}/arrival`, {}, headers, signal);
    if (!isNotSo(arrived)) return arrived.status;
    directly = false;
    there = false;
    return GONE;
  };
}
