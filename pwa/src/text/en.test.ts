import { expect, test } from 'vitest';
import { KINDS } from '#domain/kinds';
import { board, codes, contact, held, labels, seen, values } from './en';

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

test('the log says of a new password what it is, and of records how many', () => {
  expect(seen.did('changed', 'password', 0)).toBe('Set a new password by a link');
  expect(seen.did('changed', 'note', 2)).toBe('Wrote or changed: 2 records');
});

test('a story says from whom a text or a call came, and of a meeting where it was', () => {
  const told = (data: object) =>
    contact.told({ at: '2026-11-23T10:00:00.000Z', way: 'text', ...data }, 'Paul');
  expect(told({ direction: 'in' })).toBe('Text from Paul');
  expect(told({ direction: 'out', outcome: 'took_place' })).toBe('Text to Paul');
  expect(told({ way: 'call', direction: 'in', outcome: 'took_place' })).toBe('Call from Paul: took place');
  expect(told({})).toBe('Text');
  expect(told({ way: 'meeting', direction: 'in', place: 'home' })).toBe('Meeting, at home');
});

test('a countdown on the board says what it counts to: nobody takes it for the time of day', () => {
  const words = board.left.grace('2026-11-28T04:57:00.000Z', 'Europe/London');
  expect(`${board.countdown(292_000)} ${words}`).toBe('4:52 until the alert at 04:57. Time is up');
});
