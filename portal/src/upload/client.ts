/**
 * The page's side of an upload. Owns the upload worker's life and what people see of its progress;
 * the vault seals, the worker sends.
 */
import uploadAddress from './upload.ts?worker&url';
import { workerAddress } from '../trusted.ts';
import type { FromUploader, ToUploader } from './messages.ts';

/**
 * Why an upload ended: `slice-refused` (with the status), `connection-lost` (after ten minutes of
 * trying), `plaintext-changed`, `file-unreadable`, `cancelled` or `internal`. What the server has
 * stays there: begin again with its list of slices.
 */
export class UploadFault extends Error {
  override readonly name = 'UploadFault';
  readonly code: string;
  readonly status: number;

  constructor(code: string, status = 0) {
    super(`The upload ended: ${code}.`);
    this.code = code;
    this.status = status;
  }
}

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
  readonly headers: Readonly<Record<string, string>>;
  readonly onProgress: (progress: UploadProgress) => void;
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

export function startUpload(start: UploadStart): Uploading {
  const worker = new Worker(workerAddress(uploadAddress), { type: 'module', name: 'upload' });
  const secondsLeft = speedometer();
  const tell = (message: ToUploader, transfer: Transferable[] = []) =>
    worker.postMessage(message, transfer);
  let fail: (fault: UploadFault) => void = () => undefined;

  const done = new Promise<void>((resolve, reject) => {
    fail = reject;
    worker.onmessage = ({ data }: MessageEvent<FromUploader>) => {
      if ('progress' in data) {
        const { sentBytes, totalBytes } = data.progress;
        const left = secondsLeft(sentBytes, totalBytes, performance.now());
        start.onProgress({ sentBytes, totalBytes, secondsLeft: left });
      } else if ('done' in data) resolve();
      else reject(new UploadFault(data.fault.code, data.fault.status));
    };
    worker.onerror = () => reject(new UploadFault('internal'));
  });
  done.then(
    () => worker.terminate(),
    () => worker.terminate(),
  );

  const addresses = Array.from({ length: start.slices }, (_, slice) => start.address(slice));
  const { port, present, headers } = start;
  tell({ order: { port, addresses, present, headers } }, [port]);

  return {
    pause: () => tell({ control: 'pause' }),
    resume: () => tell({ control: 'resume' }),
    cancel: () => fail(new UploadFault('cancelled')),
    done,
  };
}
