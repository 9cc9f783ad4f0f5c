import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

/**
 * Fails the build when the page's first load takes more than `limit` bytes of gzipped JavaScript.
 *
 * First load is every entry chunk with all that it imports statically; what a screen fetches later by `import()`
 * does not count.
 */
export function budget(limit: number): Plugin {
  return {
    name: 'doorstep:budget',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = firstLoad(bundle);
      const size = chunks.reduce((total, chunk) => total + gzipSync(chunk.code).length, 0);
      const words = `first load: ${kilobytes(size)} of JavaScript gzipped, limit ${kilobytes(limit)}`;
      if (size > limit) this.error(`${words} (${chunks.map((chunk) => chunk.fileName).join(', ')})`);
      console.log(words);
    },
  };
}

function firstLoad(bundle: Rolldown.OutputBundle): Rolldown.OutputChunk[] {
  const found = new Set<Rolldown.OutputChunk>();
  function add(name: string): void {
    const file = bundle[name];
    if (file?.type !== 'chunk' || found.has(file)) return;
    found.add(file);
    file.imports.forEach(add);
  }
  for (const [name, file] of Object.entries(bundle)) if (file.type === 'chunk' && file.isEntry) add(name);
  return [...found];
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
