import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('no class is described in two places: one would restyle the other', () => {
  const places = new Map<string, string[]>();
  for (const file of globSync('src/**/*.scss'))
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/^\.([a-z][\w-]*) \{/gm))
      places.set(name, [...(places.get(name) ?? []), file]);
  expect(places.size).toBeGreaterThan(50);
  expect([...places].filter(([, files]) => new Set(files).size > 1)).toEqual([]);
});
