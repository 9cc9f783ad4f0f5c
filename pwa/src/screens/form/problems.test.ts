import { expect, test } from 'vitest';
import { errorsOf } from './problems';

const OR_ELSE = { flags: ['Untick “No risk known”, or every other risk.'] };

test('no risk known is not said beside a risk, and it is said at the field', () => {
  expect(errorsOf('risk', { flags: ['dogs', 'none_known'] }, null)).toMatchObject(OR_ELSE);
  expect(errorsOf('risk', { flags: ['none_known'] }, null)).not.toHaveProperty('flags');
  expect(errorsOf('risk', { flags: ['dogs', 'weapons'] }, null)).not.toHaveProperty('flags');
});

test('what came from elsewhere stands in the way of no other change', () => {
  const data = { flags: ['dogs', 'none_known'] };
  expect(errorsOf('risk', data, { detail: 'Two of them.' })).not.toHaveProperty('flags');
  expect(errorsOf('risk', data, data)).toMatchObject(OR_ELSE);
});
