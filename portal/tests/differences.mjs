/**
 * Bundles and runs vectors/differences.ts, or another of that folder by its name:
 * `node tests/differences.mjs [entrusted] < file.json`.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;
const [name = 'differences'] = process.argv.slice(2);
const outfile = join(here, `../test-results/${name}.mjs`);

await build({
  entryPoints: [join(here, `vectors/${name}.ts`)],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
});
process.exit(spawnSync(process.execPath, [outfile], { stdio: 'inherit' }).status ?? 1);
