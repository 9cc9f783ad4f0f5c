import { expect, test } from 'vitest';
import { at, byTimeLeft, standingOf } from '#domain/board';
import { minute, VISIT } from './support/watch';

const visit = { ...VISIT, state: 'armed' as const, due: minute(30), alert_at: minute(35) };

/** How the visit stands by the board's own clock, so many minutes after the hour. */
const standsAt = (minutes: number, seen = visit) => standingOf(seen, at(minute(minutes)));

test('a visit goes through its time by the clock of the board, without a word of the server', () => {
  expect([19, 20, 29, 30, 34, 35].map((minutes) => standsAt(minutes))).toEqual([
    'armed',
    'due_soon',
    'due_soon',
    'grace',
    'grace',
    'overdue',
  ]);
});

test('a visit that has ended, or has no end, stays as the server said', () => {
  expect(standingOf({ ...visit, state: 'ended' }, at(minute(40)))).toBe('ended');
  expect(standingOf({ ...visit, state: 'planned', due: null }, at(minute(40)))).toBe('planned');
  expect(standingOf({ ...visit, alert_at: null }, at(minute(40)))).toBe('grace');
});

test('a visit that has not begun stands after all that are watched, one without a time after all', () => {
  const planned = { ...visit, state: 'planned' as const, alert_at: null, due: null };
  const today = { ...planned, planned_start: minute(1) };
  const open = { ...planned, planned_start: null };
  const noGrace = { ...visit, alert_at: null };
  expect([open, today, visit, noGrace].sort(byTimeLeft)).toEqual([noGrace, visit, today, open]);
});
