import { expect, test } from 'vitest';
import { readRules } from '#domain/organisation';

const TYPED = { read_days: '7', answer_days: ' 5 ', caseload_limit: '25' };

test('rules are read as numbers, and an empty limit is none', () => {
  expect(readRules(TYPED)).toEqual({
    rules: { read_days: 7, answer_days: 5, caseload_limit: 25 },
    wrong: [],
  });
  expect(readRules({ ...TYPED, caseload_limit: ' ' }).rules.caseload_limit).toBeNull();
});

test.each([
  ['read_days', ''],
  ['read_days', '0'],
  ['answer_days', '2.5'],
  ['answer_days', 'five'],
  ['answer_days', '366'],
  ['caseload_limit', '-1'],
  ['caseload_limit', '1001'],
])('%s cannot be %j', (box, value) => {
  expect(readRules({ ...TYPED, [box]: value }).wrong).toEqual([box]);
});
