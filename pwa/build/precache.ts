import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { build, type Plugin } from 'vite';

const WORKER = 'worker.js';

/**
 * Builds the service worker as a file of its own, `/worker.js`, after the page.
 *
 * The worker gets two constants: `__PRECACHE__`, every other built file as `[path, hash]`, and `__REV__`, one
 * hash over them all. A worker whose bytes change with any file is how a browser learns of an update.
 */
export function precache(entry: string): Plugin {
  let root = '';
  let out = '';
  return {
    name: 'doorstep:precache',
    apply: 'build',
    configResolved(config) {
      root = config.root;
      out = join(root, config.build.outDir);
    },
    async closeBundle() {
      const files = listFiles(out);
      await build({
        root,
        configFile: false,
        logLevel: 'error',
        publicDir: false,
        resolve: { alias: rooms(root) },
        define: { __PRECACHE__: JSON.stringify(files), __REV__: JSON.stringify(hash(JSON.stringify(files))) },
        build: {
          outDir: out,
          emptyOutDir: false,
          lib: { entry: join(root, entry), formats: ['iife'], name: 'worker', fileName: () => WORKER },
        },
      });
    },
  };
}

/** Imports by room name: `#storage/outbox` is `src/storage/outbox`, in the page, the worker and the tests alike. */
export function rooms(root: string): { find: RegExp; replacement: string }[] {
  return [{ find: /^#(?=\w+\/)/, replacement: `${join(root, 'src')}/` }];
}

function listFiles(folder: string): [path: string, hash: string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && file.name !== WORKER && !file.name.endsWith('.map'))
    .map((file) => join(file.parentPath, file.name))
    .sort()
    .map((file) => [`/${relative(folder, file).replaceAll(sep, '/')}`, hash(readFileSync(file))]);
}

function hash(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}
