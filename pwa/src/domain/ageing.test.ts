import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawOf, isLate, waitOf } from '#domain/ageing';

const arrived = '2026-11-02T10:00:00.000Z';
const returned = '2026-11-05T10:00:00.000Z';
const answered = '2026-11-06T10:00:00.000Z';
const times = { arrived, returned, answered };

test('each state waits for somebody since its own moment, and what is decided for nobody', () => {
  expect(waitOf('new', times)).toEqual({ for: 'reviewer', since: arrived });
  expect(waitOf('returned', times)).toEqual({ for: 'writer', since: returned });
  expect(waitOf('answered', times)).toEqual({ for: 'reviewer', since: answered });
  expect([waitOf('read', times), waitOf('signed_off', times)]).toEqual([null, null]);
});

test('an item is late only once the days of the rule have passed', () => {
  const rule = { readDays: 7, answerDays: 3 };
  const late = (state: 'new' | 'returned' | 'signed_off', now: string) =>
    isLate(waitOf(state, times), rule, Date.parse(now));
  expect(late('new', '2026-11-09T10:00:00.000Z')).toBe(false);
  expect(late('new', '2026-11-09T10:00:00.001Z')).toBe(true);
  expect(late('returned', '2026-11-08T10:00:00.000Z')).toBe(false);
  expect(late('returned', '2026-11-08T10:00:00.001Z')).toBe(true);
  expect(late('signed_off', '2027-11-08T10:00:00.000Z')).toBe(false);
});

describe('the draw for audit', () => {
  const ids = fc.uniqueArray(fc.uuid(), { maxLength: 200 });
  const notes = Array.from({ length: 40 }, (_, number) => `note ${number}`);

  test('is a tenth, rounded up, and the same in whatever order the notes are', () => {
    fc.assert(
      fc.property(ids, (all) => {
        const drawn = drawOf('org', '2026-10', all);
        expect(drawn.size).toBe(Math.ceil(all.length / 10));
        expect(drawOf('org', '2026-10', all.toReversed())).toEqual(drawn);
      }),
    );
  });

  test('can be repeated years later: these four, for ever', () => {
    expect([...drawOf('org', '2026-10', notes)]).toEqual(DRAWN);
  });

  test('is another for another month and for another organisation', () => {
    const drawn = drawOf('org', '2026-10', notes);
    expect(drawOf('org', '2026-11', notes)).not.toEqual(drawn);
    expect(drawOf('other', '2026-10', notes)).not.toEqual(drawn);
  });

  test('favours nobody: over many months each note is drawn about as often', () => {
    const times = new Map<string, number>();
    for (let month = 0; month < 1000; month += 1)
      for (const id of drawOf('org', `month ${month}`, notes)) times.set(id, (times.get(id) ?? 0) + 1);
    expect(times.size).toBe(40);
    for (const many of times.values()) expect(Math.abs(many - 100)).toBeLessThan(50);
  });
});

const DRAWN = ['note 33', 'note 18', 'note 31', 'note 9'];
