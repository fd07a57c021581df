/**
 * Runs the unit tests: bundles every tests/*.test.ts (Node of any supported version may lack a
 * TypeScript loader, and the word list is a JSON import) and hands the bundles to Node's own runner.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;
const portal = join(here, '..');
const outdir = join(portal, 'test-results/unit');
const entryPoints = readdirSync(here)
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => join(here, name));

rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints,
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'inline',
  logLevel: 'warning',
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
});

const bundles = readdirSync(outdir).map((name) => join(outdir, name));
const reporter = process.argv.slice(2);
const ran = spawnSync(
  process.execPath,
  ['--enable-source-maps', '--test', ...reporter, ...bundles],
  {
    cwd: portal,
    stdio: 'inherit',
  },
);
process.exit(ran.status ?? 1);
