/**
 * Sealed bytes of one container, as the service or the object store has them. Owns the requests, and
 * asking the store itself where the service gives addresses of it; what it gives is not checked yet.
 */
import { fromUtf8 } from '../../sealing/encoding.ts';
import { Refusal } from './refusal.ts';

const ROOT = '/api/v1/renditions';

async function answerOf(path: string, headers: Record<string, string> = {}): Promise<Uint8Array> {
  let answer: Response;
  try {
    answer = await fetch(path, { credentials: 'same-origin', cache: 'no-store', headers });
  } catch {
    throw new Refusal('fetch-failed', 'The server did not answer.');
  }
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (!answer.ok) throw new Refusal('fetch-failed', 'The server refused.', answer.status);
  return headers['Range'] !== undefined && answer.status === 200
    ? cut(bytes, headers['Range'])
    : bytes;
}

/** A server may ignore Range and send everything. */
function cut(bytes: Uint8Array, range: string): Uint8Array {
  const [from = 0, to = 0] = (range.match(/\d+/g) ?? []).map(Number);
  return bytes.subarray(from, to + 1);
}

async function said(path: string): Promise<Record<string, unknown>> {
  const answer: unknown = JSON.parse(fromUtf8(await answerOf(path)));
  return typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : {};
}

/** These bytes from an address of the store, or null for anything else. It is shown no cookie. */
async function fromStore(
  address: string,
  range: string,
  length: number,
): Promise<Uint8Array | null> {
  try {
    const answer = await fetch(address, {
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      headers: { Range: range },
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return answer.ok && bytes.length === length ? bytes : null;
  } catch {
    return null;
  }
}

/** Throws Refusal. */
export function fetchTable(rendition: string): Promise<Uint8Array> {
  return answerOf(`${ROOT}/${rendition}/table`);
}

export class Stored {
  readonly #path: string;
  #direct: boolean;
  #answered = false;

  /** `direct` where the service gives addresses of the object store for this container. */
  constructor(rendition: string, direct: boolean) {
    this.#path = `${ROOT}/${rendition}`;
    this.#direct = direct;
  }

  /** Asks whether there are addresses, where there may be; nobody needs them to be there. */
  static async of(rendition: string, large: boolean): Promise<Stored> {
    const about = large ? await said(`${ROOT}/${rendition}`).catch(() => null) : null;
    return new Stored(rendition, about?.['by_address'] === true);
  }

  /** `length` bytes of a slice, from `first`. Throws Refusal, at once where reading was ended. */
  async part(slice: number, first: number, length: number): Promise<Uint8Array> {
    const path = `${this.#path}/slices/${slice}`;
    if (this.#direct) {
      const where = await said(`${path}/address?first=${first}&length=${length}`);
      const found = await fromStore(String(where['address']), String(where['range']), length);
      if (found) {
        this.#answered = true;
        return found;
      }
      // Where the store never answered, it is out of reach from here; the service always is in reach.
      this.#direct = this.#answered;
    }
    return answerOf(path, { Range: `bytes=${first}-${first + length - 1}` });
  }
}
