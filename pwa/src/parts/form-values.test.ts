import { expect, test } from 'vitest';
import { changesOf, dataOf, valuesOf } from './form-values';
import { instantOf, localOf } from './local-time';

const ZONE = 'Europe/London';
const client = { known_as: 'Jean', date_of_birth: '1957-02-05', issues: ['housing', 'money'] };
const contact = { way: 'meeting', at: '2026-11-23T14:05:11.123Z', minutes: 45 };

test('what is shown and not touched is no change, seconds that no box can hold included', () => {
  expect(changesOf('client', client, valuesOf('client', client, ZONE), ZONE)).toEqual({});
  expect(changesOf('contact', contact, valuesOf('contact', contact, ZONE), ZONE)).toEqual({});
});

test('only the fields that a person changed are handed in', () => {
  const typed = { ...valuesOf('client', client, ZONE), phone: '0131 496 0000', date_of_birth: '--' };
  expect(changesOf('client', client, typed, ZONE)).toEqual({ phone: '0131 496 0000', date_of_birth: null });
});

test('a day typed without noughts is the same day', () => {
  expect(dataOf('client', { date_of_birth: '1957-2-5' }, ZONE).date_of_birth).toBe('1957-02-05');
});

test('a text is kept though it is what stands in the empty boxes of a date or a moment', () => {
  const typed = { first_name: 'T', last_name: '--', date_of_birth: '--' };
  expect(dataOf('client', typed, ZONE)).toMatchObject({ ...typed, date_of_birth: null });
  expect(dataOf('contact', { at: 'T' }, ZONE).at).toBe(null);
});

test('half a date is kept as typed, so that it can be refused and not guessed', () => {
  expect(dataOf('client', { date_of_birth: '1957--5' }, ZONE).date_of_birth).toBe('1957--05');
});

test('a wall clock and an instant name the same moment in summer and in winter', () => {
  for (const instant of [
    '2026-11-23T14:05:00.000Z',
    '2026-07-23T14:05:00.000Z',
    '2026-10-25T02:30:00.000Z',
  ]) {
    expect(instantOf(localOf(instant, ZONE), ZONE)).toBe(instant);
  }
  expect(localOf('2026-07-23T14:05:00.000Z', ZONE)).toBe('2026-07-23T15:05');
});

test('a moment without its time is no instant', () => {
  expect(instantOf('2026-11-23T', ZONE)).toBeNull();
  expect(instantOf('2026-13-23T10:00', ZONE)).toBeNull();
});

test('the line breaks of a text that stands in a box of one line are kept apart by commas', () => {
  const visit = {
    worker: 'w',
    planned_at: '2026-11-23T14:00:00.000Z',
    place: '4 Larch Lane,\nEdinburgh\r\nEH16',
  };
  const shown = valuesOf('visit', visit, ZONE);
  expect(shown.place).toBe('4 Larch Lane, Edinburgh, EH16');
  expect(changesOf('visit', visit, shown, ZONE)).toEqual({});
  expect(valuesOf('client', { address: '4 Larch Lane\nEdinburgh' }, ZONE).address).toContain('\n');
});
