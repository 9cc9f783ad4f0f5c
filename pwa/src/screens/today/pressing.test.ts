import { expect, test } from 'vitest';
import type { Visit } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { pressingOf } from './pressing';

const now = new Date('2026-11-23T10:00:00.000Z');
const dayOf = (instant: string) => instant.slice(0, 10);

function visit(id: string, at: string): Viewed<Visit> {
  const made = { by: 'w', name: 'Rhona', at, received: at };
  return {
    id,
    kind: 'visit',
    client: 'c',
    version: 1,
    data: { worker: 'w', planned_at: at, state: 'planned' },
    standing: 'received',
    errors: null,
    made,
    changed: null,
    waitingFields: [],
  };
}

const planned = [
  visit('never began', '2026-11-22T09:30:00.000Z'),
  visit('overdue', '2026-11-23T09:30:00.000Z'),
  visit('soon', '2026-11-23T10:45:00.000Z'),
  visit('later', '2026-11-23T11:30:00.000Z'),
];
const first = (running: string | null, at = now) =>
  pressingOf(planned, running, at, dayOf).map(({ id }) => id);

test('a visit to start within the hour, or overdue today, comes before everything else', () => {
  expect(first(null)).toEqual(['overdue', 'soon']);
});

test('the visit that runs comes first, whenever it was planned', () => {
  expect(first('later')).toEqual(['later', 'overdue', 'soon']);
  expect(first('never began')).toEqual(['never began', 'overdue', 'soon']);
});

test('a visit just after midnight presses before midnight', () => {
  expect(
    pressingOf(
      [visit('night', '2026-11-24T00:10:00.000Z')],
      null,
      new Date('2026-11-23T23:30:00.000Z'),
      dayOf,
    ),
  ).toHaveLength(1);
});
