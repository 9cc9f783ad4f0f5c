import { preact } from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { budget } from './build/budget.ts';
import { precache, rooms } from './build/precache.ts';

const root = import.meta.dirname;

export default defineConfig({
  root,
  plugins: [preact({ devToolsEnabled: false }), budget(60_000), precache('src/worker/main.ts')],
  resolve: { alias: rooms(root) },
  css: { preprocessorOptions: { scss: { loadPaths: ['node_modules'], quietDeps: true } } },
  build: {
    outDir: 'dist',
    target: 'es2022',
    sourcemap: false,
    // The page's policy allows no inline script and no data address for a script: everything stays a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  test: {
    include: ['{build,src,tests}/**/*.test.{ts,tsx}'],
    setupFiles: ['fake-indexeddb/auto'],
    // Ends what hangs; a busy machine is no fault of the code.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['src/{domain,storage,remote,sync,safety,state}/**/*.ts'],
      // Screens, parts and what only talks to the browser are proved in one (tests/browser), where this tool
      // does not look.
      exclude: ['**/*.test.*', 'src/state/{start,notifier}.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 95, statements: 95, functions: 95, branches: 90 },
    },
  },
});
