import { expect, test } from 'vitest';
import { age, clock, date, shortly, weekday, weekdayAndClock } from './dates';

const ZONE = 'Europe/London';

test('a moment is said with its weekday, in the order that people here say it', () => {
  expect(weekday('2026-11-23T14:05:00.000Z', ZONE)).toBe('Monday 23 November 2026');
  expect(weekdayAndClock('2026-11-30T10:45:00.000Z', ZONE)).toBe('Monday 30 November 2026 at 10:45');
});

test('times are on the 24-hour clock of the place, summer and winter', () => {
  expect(clock('2026-11-23T14:05:00.000Z', ZONE)).toBe('14:05');
  expect(clock('2026-07-23T14:05:00.000Z', ZONE)).toBe('15:05');
  expect(clock('2026-11-23T00:05:00.000Z', ZONE)).toBe('00:05');
});

test('a moment of today is said by its time, yesterday by name, any other in full', () => {
  const now = new Date('2026-11-23T18:00:00.000Z');
  expect(shortly('2026-11-23T14:05:00.000Z', now, ZONE)).toBe('14:05');
  expect(shortly('2026-11-22T14:05:00.000Z', now, ZONE)).toBe('yesterday at 14:05');
  expect(shortly('2026-05-01T14:05:00.000Z', now, ZONE)).toBe('1 May 2026 at 15:05');
});

test('a date of birth is the same day in every time zone', () => {
  expect(date('1980-02-05')).toBe('5 February 1980');
  expect(date('1980-2')).toBe('1980-2');
});

test('the age of what waits grows from minutes to hours to days', () => {
  const now = new Date('2026-11-23T18:00:00.000Z');
  expect(age('2026-11-23T17:59:30.000Z', now)).toBe('less than a minute');
  expect(age('2026-11-23T17:55:00.000Z', now)).toBe('5 min');
  expect(age('2026-11-23T13:10:00.000Z', now)).toBe('4 h');
  expect(age('2026-11-20T18:00:00.000Z', now)).toBe('3 days');
  expect(age('2026-11-23T18:05:00.000Z', now)).toBe('less than a minute');
  expect(age('2026-11-24T19:00:00.000Z', now)).toBe('an unknown time');
});
