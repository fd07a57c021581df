/**
 * The page that a browser test opens: hands the published vectors to a worker, because that is where
 * sealing runs, and shows the tally as JSON.
 */
import { workerAddress } from '../../src/trusted.ts';
import vaultAddress from './vault.ts?worker&url';

const names = (await (await fetch('/vectors/index.json')).json()) as string[];
const worker = new Worker(workerAddress(vaultAddress), { type: 'module' });
const place = document.querySelector('#result');

worker.onmessage = ({ data }: MessageEvent<object>) => {
  if (place) place.textContent = JSON.stringify(data);
  document.title = 'failure' in data ? 'Failed' : 'Done';
};
worker.postMessage(names);
