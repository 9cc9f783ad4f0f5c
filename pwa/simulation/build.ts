import { join } from 'node:path';
import { build } from 'vite';
import { rooms } from '../build/precache.ts';
import { planted } from './planted.ts';

/* Usage: node simulation/build.ts FOLDER [FAULT]: makes FOLDER/simulation.mjs of the phone and its world. */

const root = join(import.meta.dirname, '..');
const [folder = 'dist', fault] = process.argv.slice(2);

await build({
  root,
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  plugins: fault === undefined ? [] : [planted(fault)],
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
