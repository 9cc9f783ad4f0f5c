import { expect, test } from 'vitest';
import { type Duty, isLast, type Post } from './duty';

const NOW = Date.parse('2026-11-23T12:00:00Z');

function duty(account: string, post: Post = 'monitor', begins = '08:00'): Duty {
  const day = '2026-11-23T';
  const times = { begins: `${day}${begins}:00Z`, ends: `${day}20:00:00Z` };
  return { id: account + post, account, name: account, post, made_by_name: null, ...times };
}

test('somebody is the last who watches where nobody else does so now, as monitor or second', () => {
  const mia = duty('mia');
  expect(isLast(mia, [mia], NOW)).toBe(true);
  expect(isLast(mia, [mia, duty('mia', 'second')], NOW)).toBe(true);
  expect(isLast(mia, [mia, duty('max', 'manager')], NOW)).toBe(true);
  expect(isLast(mia, [mia, duty('max', 'monitor', '13:00')], NOW)).toBe(true);
  expect(isLast(mia, [mia, duty('max', 'second')], NOW)).toBe(false);
});

test('nobody is the last who does not watch now', () => {
  const later = duty('mia', 'monitor', '13:00');
  expect(isLast(later, [later], NOW)).toBe(false);
  expect(isLast(duty('mia', 'manager'), [], NOW)).toBe(false);
});
