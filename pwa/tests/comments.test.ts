import { expect, test } from 'vitest';
import { check } from '#domain/check';

const returned = (...texts: string[]) =>
  check('review', {
    verdict: 'returned',
    of_kind: 'note',
    of_record: '0197a0b0-0000-7000-8000-000000000001',
    worker: '0197a0b0-0000-7000-8000-000000000002',
    comments: texts.map((text) => ({ field: 'text', text })),
  }).comments;

test('a comment that the server would not take is said to be too long, and not cut', () => {
  expect(returned('x'.repeat(2000))).toBeUndefined();
  expect(returned('👋'.repeat(2000))).toBeUndefined();
  expect(returned('Short.', 'x'.repeat(2001))).toEqual([
    'The text of a comment is longer than 2,000 characters.',
  ]);
  expect(returned('  ')).toEqual(['Cannot be empty.']);
});
