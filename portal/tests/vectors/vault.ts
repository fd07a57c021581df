/**
 * Named as the vault worker is, so that it is served with the same policy. Performs the vectors of the named files and tells how many there were and which differed.
 */
import { sealingReady } from '../../src/sealing/sodium.ts';
import { difference, forAPage, type VectorFile } from './check.ts';

async function tally(names: readonly string[]) {
  await sealingReady;
  const counts: Record<string, number> = {};
  const differences: string[] = [];
  for (const name of names) {
    const file = (await (await fetch(`/vectors/${name}`)).json()) as VectorFile;
    const vectors = forAPage(file);
    counts[name] = vectors.length;
    for (const vector of vectors) {
      const found = difference(vector, file);
      if (found !== null) differences.push(`${name}: ${vector.name} ${found}`);
    }
  }
  return { counts, differences };
}

addEventListener('message', async ({ data }: MessageEvent<readonly string[]>) => {
  try {
    postMessage(await tally(data));
  } catch (cause) {
    postMessage({ failure: String(cause) });
  }
});
