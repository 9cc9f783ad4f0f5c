import { expect, test } from 'vitest';
import { isMissed } from './supervision';

test('a month without supervision shows', () => {
  expect(isMissed('2026-10-26', '2026-11-26')).toBe(false);
  expect(isMissed('2026-10-25', '2026-11-26')).toBe(true);
  expect(isMissed(null, '2026-11-26')).toBe(true);
});
