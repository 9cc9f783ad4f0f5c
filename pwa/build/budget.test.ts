import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { budget } from './budget.ts';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'doorstep-budget-'));
  // Hashes of nothing in particular: text that gzip cannot make much smaller.
  const bulk = Array.from({ length: 500 }, (_, n) => (Math.sin(n + 1) * 1e9).toString(36)).join('');
  writeFileSync(join(root, 'bulk.js'), `export const bulk = ${JSON.stringify(bulk)};`);
});

afterEach(() => rmSync(root, { recursive: true }));

function buildPage(code: string): Promise<unknown> {
  writeFileSync(join(root, 'main.js'), code);
  return build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [budget(2000)],
    build: { write: false, modulePreload: false, rolldownOptions: { input: join(root, 'main.js') } },
  });
}

test('a first load over the limit fails the build', async () => {
  await expect(buildPage("import { bulk } from './bulk.js'; console.log(bulk);")).rejects.toThrow(
    /first load/,
  );
});

test('what a screen fetches later does not count', async () => {
  await expect(buildPage("import('./bulk.js').then(console.log);")).resolves.toBeTruthy();
});
