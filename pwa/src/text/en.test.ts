import { expect, test } from 'vitest';
import { KINDS } from '#domain/kinds';
import { codes, held, labels, values } from './en';

const fields = Object.entries(KINDS).flatMap(([kind, rule]) =>
  Object.entries(rule.fields).map(([name, field]) => ({ kind, name, field })),
);

test('every code that a person can choose has words of its own', () => {
  const bare = fields.flatMap(({ kind, name, field }) =>
    (field.codes ?? [])
      .filter((code) => codes(name, code) === code)
      .map((code) => `${kind}.${name}: ${code}`),
  );
  expect(bare).toEqual([]);
});

test('everything that can wait for a decision has a name of its own', () => {
  const bare = Object.entries(KINDS)
    .filter(([, { fields }]) => Object.values(fields).some((field) => !field.locked))
    .map(([kind]) => kind)
    .filter((kind) => held.kindOf(kind) === held.kindOf(null));
  expect(bare).toEqual([]);
});

test('every field has a label', () => {
  const bare = fields.filter(({ kind, name }) => labels[kind as keyof typeof labels][name] === undefined);
  expect(bare).toEqual([]);
});

test('a code from a newer build is shown as it came', () => {
  expect(values.said('stage', KINDS.client.fields.stage, 'paused', 'Europe/London')).toBe('paused');
});

test('an empty field says so rather than showing nothing', () => {
  expect(values.said('gp', KINDS.client.fields.gp, null, 'Europe/London')).toBe('Not recorded');
});
