import { expect, test } from 'vitest';
import type { TeamDevice } from '#state/devices';
import { remarksOf } from './phone-words';

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
  age: 'none',
};

test('nothing is said of a phone that is as it should be', () => {
  expect(remarksOf(calm)).toEqual([]);
});

test('a phone that was found to differ, or to be a copy, is spoken of in plain words', () => {
  expect(remarksOf({ ...calm, differences: 2, copied: 1 })).toEqual([
    '2 clients differed from the server',
    'This phone seems to be a copy of another: some of its numbers came twice. Nothing is lost by that.',
  ]);
});
