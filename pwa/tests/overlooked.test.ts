import { describe, expect, test } from 'vitest';
import { at, type BoardAlert } from '#domain/board';
import { overlooked } from '#domain/causes';
import { ALERT, BOARD, minute } from './support/watch';

const MO = { account: 'mo', name: 'Mo Monitor' };

/** Whether Ada's visit, whose alert was due in minute 35, counts as overlooked beside what there is about her. */
const misses = (parts: Partial<BoardAlert>, minutes = 36): boolean =>
  overlooked({ ...BOARD, alerts: [{ ...ALERT, owner: MO, ...parts }] }, at(minute(minutes))).length > 0;

describe('a visit half a minute past its grace', () => {
  test('is not covered by an amber alert, whether that is about another visit or its own', () => {
    const amber = { kind: 'no_contact', about: 'no_contact', grade: 'amber', state: 'owned' } as const;
    expect(misses({ ...amber, visit: 'another' })).toBe(true);
    expect(misses(amber)).toBe(true);
    expect(misses({ ...amber, kind: 'panic', visit: 'another' })).toBe(true);
  });

  test('is not covered by what its worker has stood down', () => {
    expect(misses({ grade: 'amber', state: 'stand_down', owner: null, visit: 'another' })).toBe(true);
  });

  test('is covered by a red alert about its worker: the server joins it to that', () => {
    for (const state of ['open', 'owned', 'broadcast'] as const)
      for (const about of ['overdue', 'panic', 'duress'] as const)
        expect(misses({ state, about, kind: about, visit: 'another' })).toBe(false);
    expect(misses({ kind: 'panic', about: 'panic', visit: null })).toBe(false);
    expect(misses({ account: 'eve', visit: 'another' })).toBe(true);
  });

  test('is not covered by what there is, or was, about whoever was to go there before', () => {
    expect(misses({ account: 'eve' })).toBe(true);
    const closed = { ...ALERT, account: 'eve', state: 'resolved', resolved: minute(35) } as const;
    expect(overlooked({ ...BOARD, alerts: [], closed: [closed] }, at(minute(36)))).toHaveLength(1);
    expect(
      overlooked({ ...BOARD, alerts: [], closed: [{ ...closed, account: ALERT.account }] }, at(minute(36))),
    ).toEqual([]);
  });

  test('is settled by the end of an alert about its time, and by that of no other', () => {
    const line = {
      id: 'e',
      type: 'signal',
      name: null,
      text: '',
      at: minute(35),
      detail: { kind: 'overdue' },
    };
    const counts = (parts: Partial<BoardAlert>) => {
      const closed = { ...ALERT, state: 'resolved', resolved: minute(35), events: [], ...parts } as const;
      return overlooked({ ...BOARD, alerts: [], closed: [closed] }, at(minute(36))).length;
    };
    for (const kind of ['panic', 'no_contact'] as const) expect(counts({ kind, about: kind })).toBe(1);
    expect(counts({ kind: 'panic', about: 'panic', events: [line] })).toBe(0);
    expect(counts({})).toBe(0);
  });

  test('is covered by its own alert, calmed or not', () => {
    expect(misses({ grade: 'amber', state: 'downgraded' })).toBe(false);
    expect(misses({ grade: 'amber', state: 'owned' })).toBe(false);
  });

  test('is covered by a calmed alert that somebody has, where the server has told of it there', () => {
    const calmed = { grade: 'amber', state: 'owned', visit: 'another' } as const;
    const line = { id: 'e', type: 'signal', name: null, text: '', detail: { kind: 'overdue' } };
    expect(misses({ ...calmed, events: [{ ...line, at: minute(35) }] })).toBe(false);
    expect(misses({ ...calmed, events: [{ ...line, at: minute(34) }] })).toBe(true);
    expect(misses(calmed)).toBe(true);
  });
});
