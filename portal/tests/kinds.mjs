/** Tells of each file by name what kind the portal takes it for: `node tests/kinds.mjs FILE…`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const outfile = join(import.meta.dirname, '../test-results/kinds.mjs');
await build({
  entryPoints: [join(import.meta.dirname, '../src/screens/liaison/kinds.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
});
const { HEAD_BYTES, kindByBytes } = await import(pathToFileURL(outfile).href);
const told = process.argv.slice(2).map((path) => {
  const bytes = readFileSync(path);
  return kindByBytes(bytes.subarray(0, HEAD_BYTES), bytes.length, path);
});
process.stdout.write(JSON.stringify(told));
