import { expect, test } from 'vitest';
import type { TeamDevice } from '#state/devices';
import { remarksOf } from './phone-words';

const NOW = new Date('2026-11-23T12:00:00.000Z');

const calm: TeamDevice = {
  id: 'd',
  user: 'u',
  user_name: 'Rab',
  name: 'Android',
  last_seen: '2026-11-23T10:00:00.000Z',
  revoked: null,
  unsent: 0,
  oldest_unsent: null,
  differences: 0,
  copied: 0,
  emptied: null,
  missing: 0,
  age: 'none',
};

test('nothing is said of a phone that is as it should be', () => {
  expect(remarksOf(calm, NOW, 'UTC')).toEqual([]);
});

test('a phone that was found to differ, or to be a copy, is spoken of in plain words', () => {
  expect(remarksOf({ ...calm, differences: 2, copied: 1 }, NOW, 'UTC')).toEqual([
    '2 clients differed from the server',
    'This phone seems to be a copy of another: some of its numbers came twice. Nothing is lost by that.',
  ]);
});

test('a phone whose storage was emptied is spoken of for fourteen days, with what is missing', () => {
  const emptied = (missing: number, day = '23') =>
    remarksOf({ ...calm, emptied: `2026-11-${day}T09:30:00.000Z`, missing }, NOW, 'UTC').join(' ');
  expect(emptied(0)).toMatch(/emptied.* 09:30\. Nothing that was written on it is missing\.$/);
  expect(emptied(1)).toMatch(/1 entry had not arrived and cannot be found: ask what was written\.$/);
  expect(emptied(3)).toMatch(/3 entries had not arrived/);
  expect(emptied(3, '09')).toBe('');
});
