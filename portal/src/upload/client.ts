/**
 * The page's side of an upload. Owns its beginning and end and what people see of its progress; the
 * vault seals, one worker after another sends.
 */
import { UploadFault } from './faults.ts';
import type { Handover, ToUploader } from './messages.ts';
import { hire, shift } from './shifts.ts';

export { UploadFault };

export interface UploadProgress {
  readonly sentBytes: number;
  readonly totalBytes: number;
  /** From the speed of the last half minute; null until there is one. */
  readonly secondsLeft: number | null;
}

export interface UploadStart {
  /** From the vault's `openUpload`. */
  readonly port: MessagePort;
  readonly slices: number;
  /** Slices that the server already has. */
  readonly present: readonly number[];
  readonly address: (slice: number) => string;
  /** Whether the service gives addresses of the object store for it. */
  readonly direct: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly onProgress: (progress: UploadProgress) => void;
  /** About how many bytes one worker sends before the next goes on. */
  readonly bytesPerWorker?: number;
}

export interface Uploading {
  pause(): void;
  resume(): void;
  cancel(): void;
  /** Resolves when the server has every slice; rejects with UploadFault. */
  readonly done: Promise<void>;
}

const SEALED_CHUNK = 262_160;
const MOST_CHUNKS = 32;
const IN_FLIGHT = 3;
const SECONDS_FOR_THREE = 20;

/** Chunks per slice (1 to 32) so that three slices take under 20 s at this speed. */
export function suggestChunksPerSlice(bitsPerSecond: number): number {
  const bytes = (bitsPerSecond / 8) * SECONDS_FOR_THREE;
  const chunks = Math.floor(bytes / IN_FLIGHT / SEALED_CHUNK);
  return Math.min(MOST_CHUNKS, Math.max(1, chunks));
}

const TRIALS = [16 * 1024, 256 * 1024];
const LONG_ENOUGH_MS = 1_000;

/**
 * Bits per second that the link carries upwards, from sending up to 272 KiB by `put`. Rejects with
 * what `put` rejects with.
 */
export async function measuredSpeed(put: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>): Promise<number> {
  let fastest = 0;
  for (const size of TRIALS) {
    const began = performance.now();
    await put(new Uint8Array(size));
    const took = Math.max(performance.now() - began, 0.1);
    // Of a small trial most is the way there and back; the faster of both is the link's.
    fastest = Math.max(fastest, (size * 8 * 1000) / took);
    if (took > LONG_ENOUGH_MS) break;
  }
  return fastest;
}

const WINDOW_MS = 30_000;

/** Seconds left at the speed of the last half minute. */
function speedometer(): (sent: number, total: number, at: number) => number | null {
  let seen: { readonly at: number; readonly sent: number }[] = [];
  return (sent, total, at) => {
    seen = [...seen.filter((one) => at - one.at < WINDOW_MS), { at, sent }];
    const [first] = seen;
    if (!first || at === first.at || sent <= first.sent) return null;
    return Math.ceil(((total - sent) * (at - first.at)) / (sent - first.sent) / 1000);
  };
}

const BYTES_PER_WORKER = 32 * 1024 * 1024;

export function startUpload(start: UploadStart): Uploading {
  const secondsLeft = speedometer();
  const over = new AbortController();
  let worker: Worker | null = null;
  let paused = false;
  const control = (word: 'pause' | 'resume') => {
    paused = word === 'pause';
    worker?.postMessage({ control: word } satisfies ToUploader);
  };
  const onProgress = (sentBytes: number, totalBytes: number) => {
    const left = secondsLeft(sentBytes, totalBytes, performance.now());
    start.onProgress({ sentBytes, totalBytes, secondsLeft: left });
  };

  const work = async () => {
    const { headers, slices, bytesPerWorker: most = BYTES_PER_WORKER } = start;
    const addresses = Array.from({ length: slices }, (_, slice) => start.address(slice));
    let from: Handover | null = start;
    while (from) {
      const { port, present, direct } = from;
      worker = await hire(over.signal);
      const shifted = shift(worker, { port, addresses, present, direct, headers, most }, onProgress);
      if (paused) control('pause');
      from = await shifted;
      worker.terminate();
    }
  };
  let cancel: () => void = () => undefined;
  const cancelled = new Promise<never>((_, reject) => {
    cancel = () => reject(new UploadFault('cancelled'));
  });
  const done = Promise.race([work(), cancelled]).finally(() => {
    over.abort();
    worker?.terminate();
  });

  return { pause: () => control('pause'), resume: () => control('resume'), cancel, done };
}
