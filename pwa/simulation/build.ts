import { join } from 'node:path';
import { build } from 'vite';
import { rooms } from '../build/precache.ts';

/* Usage: node simulation/build.ts FOLDER: makes FOLDER/simulation.js of the phone and the world around it. */

const root = join(import.meta.dirname, '..');
const [folder = 'dist'] = process.argv.slice(2);

await build({
  root,
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  resolve: { alias: rooms(root) },
  ssr: { noExternal: true },
  build: {
    ssr: join(root, 'simulation/main.ts'),
    outDir: folder,
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'simulation.mjs' } },
  },
});
