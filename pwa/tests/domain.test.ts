import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ageOf } from '#domain/age';
import { beginning, differenceOf } from '#domain/changes';
import { offsetOf } from '#domain/clock';
import type { Client, Note } from '#domain/kinds';
import { mend } from '#domain/mend';
import type { Entry, Row, Viewed } from '#domain/record';
import { findClients } from '#domain/search';
import { uuid7 } from '#domain/uuid';

describe('a change', () => {
  test('names only what differs, each with the value that was on the screen', () => {
    const shown = { known_as: 'Jean', gp: 'Dr Low', issues: ['money', 'social'] };
    const typed = { known_as: ' Jean ', gp: 'Dr High', issues: ['social', 'money'], phone: '' };
    expect(differenceOf('client', typed, shown)).toEqual({ set: { gp: 'Dr High' }, was: { gp: 'Dr Low' } });
  });

  test('clears a field with null and says what stood there', () => {
    expect(differenceOf('client', { gp: '  ' }, { gp: 'Dr Low' })).toEqual({
      set: { gp: null },
      was: { gp: 'Dr Low' },
    });
  });

  test('of nothing is nothing, whatever was typed and taken back', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('gp', 'phone', 'address'), fc.string()), (data) => {
        expect(differenceOf('client', data, data).set).toEqual({});
      }),
    );
  });

  test('that begins a record leaves out the questions that were not answered', () => {
    expect(beginning('client', { known_as: ' Jean', gp: '', issues: [] })).toEqual({ known_as: 'Jean' });
  });
});

describe('a refused change that was mended', () => {
  const stuck = (set: object, base = 1) => ({ change: { set, base } }) as unknown as Entry;
  const row = { version: 4, data: { gp: 'Dr New', phone: '0131' } } as unknown as Row;

  test('says as the old value of what was not refused what the server has now', () => {
    expect(mend(row, [stuck({ shoe_size: null })], { gp: 'Dr High' })).toEqual({
      base: 4,
      set: { gp: 'Dr High' },
      was: { gp: 'Dr New' },
    });
  });

  test('says as the old value what its writer had seen, not what came in behind the refused text', () => {
    const first = { change: { set: { gp: 'long' }, was: { gp: 'Dr Low' }, base: 3 } } as unknown as Entry;
    const second = { change: { set: { gp: 'longer' }, was: { gp: 'long' }, base: 3 } } as unknown as Entry;
    expect(mend(row, [first, second], { gp: 'Dr High' })?.was).toEqual({ gp: 'Dr Low' });
  });

  test('and had lost its old values does not take for seen what has come in meanwhile', () => {
    expect(mend(row, [stuck({ gp: 'Dr Low' }, 3)], { phone: '0132' })?.was).toEqual({
      gp: null,
      phone: '0131',
    });
  });

  test('and began its record has seen what stands of it', () => {
    expect(mend(row, [stuck({ gp: 'Dr New' }, 0)], { gp: 'Dr High' })?.was).toEqual({ gp: 'Dr New' });
  });

  test('keeps its other fields', () => {
    expect(mend(row, [stuck({ gp: 'long', phone: '0132' })], { gp: 'Dr High' })?.set).toEqual({
      gp: 'Dr High',
      phone: '0132',
    });
  });

  test('begins the record again where the server never had it', () => {
    expect(mend(undefined, [stuck({ known_as: 'J', gp: 'long' }, 0)], { gp: null })).toEqual({
      base: 0,
      set: { known_as: 'J' },
    });
  });

  test('is nothing when it was taken back', () => {
    expect(mend(row, [stuck({ gp: 'long' })], { gp: 'Dr New' })).toBeNull();
  });
});

test('unsent work is amber from four hours and red from a day', () => {
  const at = '2026-11-23T10:00:00.000Z';
  const hours = (n: number) => Date.parse(at) + n * 3_600_000;
  expect([3.9, 4, 23.9, 24].map((n) => ageOf(at, hours(n)))).toEqual(['fresh', 'amber', 'amber', 'red']);
  expect(ageOf(null, hours(1))).toBe('none');
});

test('the offset to the server is measured from the middle of the request', () => {
  const sent = Date.parse('2026-11-23T10:00:00.000Z');
  expect(offsetOf('2026-11-23T10:00:05.100Z', sent, sent + 200)).toBe(5000);
});

test('the offset is that of the clock as it is set now, where it was set during the request', () => {
  const set = Date.parse('2026-11-23T10:00:00.000Z');
  for (const years of [1, -1]) {
    const sent = set + years * 365 * 24 * 3_600_000;
    expect(offsetOf('2026-11-23T10:00:00.000Z', sent, set + 200)).toBe(-200);
  }
});

test('ids made later sort later, and are ids', () => {
  const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
  fc.assert(
    fc.property(fc.nat(), fc.nat(), bytes, bytes, (one, more, random, other) => {
      const [first, second] = [uuid7(one, random), uuid7(one + more + 1, other)];
      expect(first < second).toBe(true);
      expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }),
  );
});

describe('a search', () => {
  const viewed = <K>(id: string, data: K) => ({ id, data }) as unknown as Viewed<K>;
  const jean = viewed<Client>('jean', {
    known_as: 'Zoë',
    last_name: 'Low',
    phone: '0131 496 0000',
    address: '1 High St',
  });
  const note = viewed<Note>('n', {
    text: `${'word '.repeat(20)}the kettle is broken again${' word'.repeat(20)}`,
  });
  const find = (words: string) => findClients(words, [jean], () => [note]).map(({ found }) => found);

  test('finds a name without its accents', () => expect(find('zoe low')).toEqual(['Zoë']));
  test('finds a phone number with other spaces', () => expect(find('01314 960')).toEqual(['0131 496 0000']));
  test('finds an address', () => expect(find('high st')).toEqual(['1 High St']));
  test('finds words in a note and shows them', () =>
    expect(find('KETTLE broken')[0]).toMatch(/^… .*kettle.* …$/));
  test('finds nothing where a word is missing', () => expect(find('zoe kettle')).toEqual([]));
  test('finds what is new in a note that it knows', () => {
    expect([...find('kettle'), ...find('kettle')]).toHaveLength(2);
  });
  test('for nothing finds nobody', () => expect(find('  ')).toEqual([]));
});
