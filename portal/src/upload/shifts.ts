/**
 * One upload worker after another. Owns starting them, for as long as it takes to fetch their script;
 * refuses to know what is sent.
 */
import uploadAddress from './upload.ts?worker&url';
import { workerAddress } from '../trusted.ts';
import { UploadFault } from './faults.ts';
import type { FromUploader, Handover, UploadOrder } from './messages.ts';
import { ATTEMPTS, pauseBefore, wait } from './patience.ts';

/** A worker that runs, or null where its script did not come. */
function begun(): Promise<Worker | null> {
  const worker = new Worker(workerAddress(uploadAddress), { type: 'module', name: 'upload' });
  return new Promise((resolve) => {
    worker.onmessage = () => resolve(worker);
    worker.onerror = () => {
      worker.terminate();
      resolve(null);
    };
  });
}

/**
 * A worker that waits for its order. It is given nothing before it runs: a line to the vault that went
 * to a worker without a script would be lost. Throws UploadFault.
 */
export async function hire(signal: AbortSignal): Promise<Worker> {
  for (let attempt = 0; attempt < ATTEMPTS && !signal.aborted; attempt += 1) {
    if (attempt > 0) await wait(pauseBefore(attempt - 1), signal);
    const worker = await begun();
    if (worker && !signal.aborted) return worker;
    worker?.terminate();
  }
  throw new UploadFault(signal.aborted ? 'cancelled' : 'connection-lost');
}

/** Resolves to what the next worker goes on from, or null once all is sent. Throws UploadFault. */
export function shift(
  worker: Worker,
  order: UploadOrder,
  onProgress: (sentBytes: number, totalBytes: number) => void,
): Promise<Handover | null> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<FromUploader>) => {
      if ('progress' in data) onProgress(data.progress.sentBytes, data.progress.totalBytes);
      else if ('handover' in data) resolve(data.handover);
      else if ('done' in data) resolve(null);
      else if ('fault' in data) reject(new UploadFault(data.fault.code, data.fault.status));
    };
    worker.onerror = () => reject(new UploadFault('internal'));
    worker.postMessage({ order }, [order.port]);
  });
}
