import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change, Data, Entry, EntryState, Row } from '#domain/record';
import { replay } from '#domain/replay';

const author = { id: 'morag', name: 'Morag Bell' };
const made = { by: 'ann', name: 'Ann', at: '2026-11-20T09:00:00.000Z', received: '2026-11-20T09:00:01.000Z' };
const row = (data: Data, version = 1, deleted = false): Row => ({
  kind: 'client',
  id: 'jean',
  client: 'jean',
  version,
  data,
  deleted,
  made,
});
const entry = (order: number, state: EntryState, set: Data, more: Partial<Change> = {}): Entry => ({
  change: {
    id: `c${order}`,
    kind: 'client',
    record: 'jean',
    client: 'jean',
    base: 1,
    at: '2026-11-23T10:00:00.000Z',
    form: 1,
    set,
    ...more,
  },
  order,
  state,
  receipt: state === 'refused' ? { id: `c${order}`, status: 'refused', errors: { gp: ['Too long.'] } } : null,
});

const fields = fc.dictionary(fc.constantFrom('known_as', 'gp', 'phone', 'unknown'), fc.option(fc.string()));

describe('what a person sees', () => {
  test('is the true time of writing, also where the clock of the phone was two hours fast', () => {
    const fast = { at: '2026-11-23T12:00:00.000Z', offset_ms: -7_200_000 };
    const stamped = { ...row({}), made: { ...made, ...fast }, changed: { ...made, ...fast } };
    const own = {
      ...entry(1, 'waiting', {}),
      change: { ...entry(1, 'waiting', {}).change, base: 0, ...fast },
    };
    for (const view of [replay(stamped, [], author, false), replay(undefined, [own], author, false)])
      expect(view?.made.at).toBe('2026-11-23T10:00:00.000Z');
    expect(replay(stamped, [], author, false)?.changed?.at).toBe('2026-11-23T10:00:00.000Z');
  });

  test('is what the server said, with every change of this phone on top, the last one uppermost', () => {
    fc.assert(
      fc.property(fields, fc.array(fields, { minLength: 1, maxLength: 6 }), (data, sets) => {
        const entries = sets.map((set, i) => entry(i + 1, 'waiting', set));
        const view = replay(row(data), entries, author, false);
        const expected = Object.assign({}, data, ...sets);
        for (const [name, value] of Object.entries(expected)) expect(view?.data[name] ?? null).toBe(value);
      }),
    );
  });

  test('is in conflict as soon as its receipt says so, whether or not the two values have come', () => {
    const met = { id: 'c1', status: 'conflict', version: 2, fields: ['gp'] } as const;
    const standing = (state: EntryState) =>
      replay(row({}), [{ ...entry(1, state, { gp: 'Mine' }), receipt: met }], author, false)?.standing;
    expect(standing('received')).toBe('in_conflict');
    // Said again to a server that was set back: nothing is known of what becomes of it.
    expect(standing('waiting')).toBe('on_phone');
  });

  test('never changes what the server said', () => {
    fc.assert(
      fc.property(fields, fields, (data, set) => {
        const base = Object.freeze(row(Object.freeze(data)));
        replay(base, [entry(1, 'waiting', set)], author, false);
      }),
    );
  });

  test('keeps what another person wrote in fields that this phone did not touch', () => {
    const view = replay(
      row({ phone: '0131', gp: 'Dr Low' }, 7),
      [entry(1, 'waiting', { phone: '0132' })],
      author,
      false,
    );
    expect(view?.data).toEqual({ phone: '0132', gp: 'Dr Low' });
    expect(view?.version).toBe(7);
    expect(view?.waitingFields).toEqual(['phone']);
  });

  test('of a record that only this phone has is by its own writer and not yet received', () => {
    const view = replay(undefined, [entry(1, 'waiting', { known_as: 'Jean' }, { base: 0 })], author, false);
    expect(view?.made).toEqual({
      by: 'morag',
      name: 'Morag Bell',
      at: '2026-11-23T10:00:00.000Z',
      received: null,
    });
    expect(view?.standing).toBe('on_phone');
  });

  test.each<[string, EntryState[], boolean, string]>([
    ['nothing of ours', [], false, 'received'],
    ['something unsent', ['received', 'waiting'], false, 'on_phone'],
    ['all receipted', ['received'], false, 'received'],
    ['something with the supervisor', ['held', 'waiting'], false, 'held'],
    ['an open conflict', ['waiting'], true, 'in_conflict'],
    ['a refusal', ['refused', 'waiting'], true, 'needs_attention'],
    ['a parked change', ['parked'], false, 'needs_attention'],
  ])('stands by its most pressing part: %s', (_, states, inConflict, standing) => {
    const entries = states.map((state, i) => entry(i + 1, state, { gp: 'x' }));
    expect(replay(row({}), entries, author, inConflict)?.standing).toBe(standing);
  });

  test('of a refused change is what was typed, with the reason', () => {
    const view = replay(row({ gp: 'Dr Low' }), [entry(1, 'refused', { gp: 'Dr High' })], author, false);
    expect(view?.data).toEqual({ gp: 'Dr High' });
    expect(view?.errors).toEqual({ gp: ['Too long.'] });
  });

  test('is nothing once it was deleted, here or there, but never while typed words hang on it', () => {
    expect(replay(row({}, 2, true), [], author, false)).toBeNull();
    expect(replay(row({}), [entry(1, 'waiting', {}, { delete: true })], author, false)).toBeNull();
    expect(replay(row({}), [entry(1, 'refused', {}, { delete: true })], author, false)).not.toBeNull();
    expect(replay(row({}, 2, true), [entry(1, 'waiting', { gp: 'x' })], author, false)?.data).toEqual({
      gp: 'x',
    });
    expect(replay(undefined, [], author, false)).toBeNull();
  });
});
