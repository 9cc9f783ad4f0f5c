import { expect, test } from 'vitest';
import { screensOf } from '#screens/tables';

const matches = (pattern: string, path: string) =>
  new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`).test(path);

test.each(Object.entries(screensOf))(
  'no address of a %s is hidden behind one before it',
  (_role, screens) => {
    const patterns = Object.keys(screens);
    const hidden = patterns.filter((pattern) => {
      const path = pattern.replace(/:(\w+)/g, 'some-$1');
      return patterns.find((one) => matches(one, path)) !== pattern;
    });
    expect(hidden).toEqual([]);
  },
);
