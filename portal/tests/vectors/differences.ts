/** Performs a file of vectors from standard input and says as JSON which ones differed, and how. */
import { readFileSync } from 'node:fs';
import { sealingReady } from '../../src/sealing/sodium.ts';
import { difference, type VectorFile } from './check.ts';

await sealingReady;
const file = JSON.parse(readFileSync(0, 'utf8')) as VectorFile;
const differences = file.vectors.flatMap((vector) => {
  const found = difference(vector, file);
  return found === null ? [] : [`${vector.name} ${found}`];
});
process.stdout.write(JSON.stringify({ performed: file.vectors.length, differences }));
