/**
 * The upload worker: asks the vault for sealed slices and sends them, three in flight. Owns order,
 * pausing and progress; holds no key and sees no plaintext. Of what was sent a browser keeps copies
 * until it looks through a worker's garbage, which it seldom does; so after some time it hands over
 * to another and ends, and they end with it.
 */
import { attemptsAt, Store } from './directly.ts';
import type {
  FromUploader,
  Handover,
  SliceAnswer,
  SliceAsk,
  ToUploader,
  UploadOrder,
} from './messages.ts';
import { send, SendFault, Turns } from './sender.ts';

const IN_FLIGHT = 3;

interface Sealed {
  readonly body: Blob;
  readonly digests: string;
}

function say(message: FromUploader, transfer: Transferable[] = []): void {
  postMessage(message, transfer);
}

/** Questions to the vault; it answers each slice once. */
function sealer(port: MessagePort) {
  const waiting = new Map<number | 'lengths', (answer: SliceAnswer) => void>();
  port.onmessage = ({ data }: MessageEvent<SliceAnswer>) => {
    const key = 'lengths' in data ? 'lengths' : data.slice;
    waiting.get(key)?.(data);
    waiting.delete(key);
  };
  const ask = (question: SliceAsk): Promise<SliceAnswer> =>
    new Promise((resolve) => {
      waiting.set('slice' in question ? question.slice : 'lengths', resolve);
      port.postMessage(question);
    });
  return {
    async lengths(): Promise<readonly number[]> {
      const answer = await ask({ lengths: true });
      if (!('lengths' in answer)) throw new SendFault('internal');
      return answer.lengths;
    },
    async slice(slice: number): Promise<Sealed> {
      const answer = await ask({ slice });
      if ('fault' in answer) throw new SendFault(answer.fault);
      if (!('bytes' in answer)) throw new SendFault('internal');
      // A buffer given to a request is copied into the page's process, and that copy outlives it.
      return { body: new Blob([answer.bytes]), digests: answer.digests };
    },
  };
}

class Uploading {
  readonly #order: UploadOrder;
  readonly #sealer: ReturnType<typeof sealer>;
  readonly #left: number[];
  readonly #turns = new Turns();
  readonly #store: Store;
  readonly #sent = new Map<number, number>();
  #lengths: readonly number[] = [];
  #taken = 0;
  #moving = new AbortController();
  #awake: Promise<void> = Promise.resolve();
  #wake: () => void = () => undefined;

  constructor(order: UploadOrder) {
    this.#order = order;
    this.#sealer = sealer(order.port);
    this.#store = new Store(order.direct);
    const present = new Set(order.present);
    this.#left = order.addresses.map((_, slice) => slice).filter((slice) => !present.has(slice));
  }

  /** Resolves to what another worker goes on from, or null once all is sent. */
  async run(): Promise<Handover | null> {
    this.#lengths = await this.#sealer.lengths();
    for (const slice of this.#order.present) this.#sent.set(slice, this.#lengths[slice] ?? 0);
    this.#tell();
    await Promise.all(Array.from({ length: IN_FLIGHT }, () => this.#lane()));
    if (this.#left.length === 0) return null;
    const direct = this.#store.worthTrying;
    return { port: this.#order.port, present: [...this.#sent.keys()], direct };
  }

  pause(): void {
    if (this.#moving.signal.aborted) return;
    this.#awake = new Promise((resolve) => {
      this.#wake = resolve;
    });
    this.#moving.abort();
  }

  resume(): void {
    if (!this.#moving.signal.aborted) return;
    this.#moving = new AbortController();
    this.#wake();
  }

  async #lane(): Promise<void> {
    while (this.#taken < this.#order.most) {
      await this.#awake;
      const slice = this.#left.shift();
      if (slice === undefined) return;
      this.#taken += this.#lengths[slice] ?? 0;
      await this.#deliver(slice, await this.#sealer.slice(slice));
    }
  }

  async #deliver(slice: number, { body, digests }: Sealed): Promise<void> {
    const { addresses, headers } = this.#order;
    const once = attemptsAt(
      { address: addresses[slice] ?? '', body, digests, headers },
      this.#store,
    );
    const onSent = (sent: number) => {
      this.#sent.set(slice, sent);
      this.#tell();
    };
    // A paused slice keeps its sealed bytes, so that no chunk is ever sealed twice.
    while (!(await send(once, this.#moving.signal, onSent, this.#turns))) {
      onSent(0);
      await this.#awake;
    }
    onSent(this.#lengths[slice] ?? body.size);
  }

  #tell(): void {
    const sum = (numbers: Iterable<number>) => [...numbers].reduce((all, one) => all + one, 0);
    say({ progress: { sentBytes: sum(this.#sent.values()), totalBytes: sum(this.#lengths) } });
  }
}

let uploading: Uploading | null = null;

async function carryOut(order: UploadOrder): Promise<void> {
  try {
    uploading = new Uploading(order);
    const handover = await uploading.run();
    if (handover) say({ handover }, [handover.port]);
    else say({ done: true });
  } catch (cause) {
    const { code, status } = cause instanceof SendFault ? cause : new SendFault('internal');
    say({ fault: { code, status } });
  }
}

addEventListener('message', ({ data }: MessageEvent<ToUploader>) => {
  if ('order' in data) void carryOut(data.order);
  else if (data.control === 'pause') uploading?.pause();
  else if (data.control === 'resume') uploading?.resume();
  else close();
});

say({ ready: true });
