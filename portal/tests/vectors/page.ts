/**
 * The page that a browser test opens: hands the published vectors to a worker, because that is where
 * sealing runs, and shows the tally as JSON.
 */
import workerAddress from './worker.ts?worker&url';

const names = (await (await fetch('/vectors/index.json')).json()) as string[];
const worker = new Worker(workerAddress, { type: 'module' });
const place = document.querySelector('#result');

worker.onmessage = ({ data }: MessageEvent<unknown>) => {
  if (!place) return;
  place.textContent = JSON.stringify(data);
  document.title = 'Done';
};
worker.onerror = ({ message }) => {
  if (place) place.textContent = message;
  document.title = 'Failed';
};
worker.postMessage(names);
