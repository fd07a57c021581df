/**
 * Builds what the server hands out, in three modes:
 *   (default)  the page and its workers       → dist/, every file name hashed
 *   sw         the playback service worker    → dist/sw.js, one self-contained file at a fixed address
 *   vectors    pages for browser tests        → test-results/vectors/, never shipped
 *
 * The vault worker is always `assets/vault-HASH.js`: the server recognises that name and gives it,
 * and nothing else, a content policy that allows WebAssembly.
 */
import { resolve } from 'node:path';
import { defineConfig, type UserConfig } from 'vite';

const here = import.meta.dirname;

const shared: UserConfig = {
  root: here,
  publicDir: false,
  build: {
    target: 'es2022',
    sourcemap: false,
    // The default minifier rejects a media query of govuk-frontend.
    cssMinify: 'esbuild',
    // Inlined assets would need `data:` in the content policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: {
    format: 'es',
    rollupOptions: { output: { entryFileNames: 'assets/[name]-[hash].js' } },
  },
};

const page: UserConfig = {
  ...shared,
  build: {
    ...shared.build,
    outDir: 'dist',
    emptyOutDir: true,
    rollupOptions: { input: { app: resolve(here, 'index.html') } },
  },
  server: { host: '127.0.0.1' },
};

const serviceWorker = (outDir: string): UserConfig => ({
  ...shared,
  build: {
    ...shared.build,
    outDir,
    emptyOutDir: false,
    rollupOptions: {
      input: { sw: resolve(here, 'src/media/sw.ts') },
      output: { entryFileNames: 'sw.js', format: 'iife' },
    },
  },
});

const vectors: UserConfig = {
  ...shared,
  root: resolve(here, 'tests'),
  build: {
    ...shared.build,
    outDir: resolve(here, 'test-results/vectors'),
    emptyOutDir: true,
    rollupOptions: {
      input: {
        vectors: resolve(here, 'tests/vectors.html'),
        bench: resolve(here, 'tests/bench.html'),
      },
    },
  },
};

const configurations: Record<string, UserConfig> = {
  sw: serviceWorker('dist'),
  'vectors-sw': serviceWorker('test-results/vectors'),
  vectors,
};

export default defineConfig(({ mode }) => configurations[mode] ?? page);
