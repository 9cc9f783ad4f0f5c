import { expect, test } from 'vitest';
import { beginningOfWeek } from './local-time';

const at = (instant: string) => Date.parse(instant);

test('a week begins on Monday at midnight by the clock of the place', () => {
  const monday = at('2026-11-23T00:00:00Z');
  expect(beginningOfWeek(at('2026-11-23T00:00:00Z'), 'Europe/London')).toBe(monday);
  expect(beginningOfWeek(at('2026-11-29T23:59:00Z'), 'Europe/London')).toBe(monday);
  expect(beginningOfWeek(at('2026-11-22T23:59:00Z'), 'Europe/London')).toBe(at('2026-11-16T00:00:00Z'));
  expect(beginningOfWeek(at('2026-11-26T12:00:00Z'), 'Europe/London', 1)).toBe(at('2026-11-16T00:00:00Z'));
});

test('the week in which the clocks change begins on its own Monday', () => {
  expect(beginningOfWeek(at('2026-10-29T12:00:00Z'), 'Europe/London', 1)).toBe(at('2026-10-18T23:00:00Z'));
  expect(beginningOfWeek(at('2026-10-25T12:00:00Z'), 'Europe/London')).toBe(at('2026-10-18T23:00:00Z'));
});
