import { expect, test } from 'vitest';
import { type Item, standingOf } from '#domain/review';
import { type Choice, choiceOf, chosen, counts, intoLists, type Queued, queryOf, SHOWS } from './queue';

interface Made {
  by?: string;
  client?: string;
  opened?: boolean;
  own?: boolean;
  verdict?: string;
  answered?: boolean;
  late?: boolean;
  drawn?: boolean;
}

function queued({
  by = 'ada',
  client = 'jean',
  opened = false,
  own = false,
  late = false,
  drawn = false,
  verdict,
  answered,
}: Made): Queued {
  const reviews = new Map(verdict === undefined ? [] : [['r', { verdict }]]);
  const at = '2026-11-23T10:00:00.000Z';
  const made = { by, name: by, at, received: at };
  const item = { id: 'n', kind: 'note', client, made, data: { text: 'A note.' } } as unknown as Item;
  const standing = standingOf(reviews, new Set(answered ? ['r'] : []));
  const rest = { reviews: [], audited: false, returnedAt: null, answeredAt: null, wait: null };
  return { item, own, opened, standing, ...rest, late, drawn };
}

const all = choiceOf({ show: 'all' });
const listsOf = (one: Queued) =>
  SHOWS.filter((show) => chosen(intoLists([one]), { ...all, show }).length > 0);

test('an item is in the list of what it waits for, and in that of everything', () => {
  expect(listsOf(queued({}))).toEqual(['waiting', 'all']);
  expect(listsOf(queued({ verdict: 'read' }))).toEqual(['waiting', 'all']);
  expect(listsOf(queued({ verdict: 'read', opened: true }))).toEqual(['read', 'all']);
  expect(listsOf(queued({ verdict: 'returned', opened: true }))).toEqual(['returned', 'all']);
  expect(listsOf(queued({ verdict: 'returned', opened: true, answered: true }))).toEqual(['waiting', 'all']);
  expect(listsOf(queued({ verdict: 'signed_off' }))).toEqual(['signed_off', 'all']);
  expect(listsOf(queued({ late: true }))).toEqual(['waiting', 'late', 'all']);
  expect(listsOf(queued({ verdict: 'signed_off', drawn: true }))).toEqual(['audit', 'signed_off', 'all']);
});

test('nobody is asked to read what they wrote', () => {
  expect(listsOf(queued({ own: true }))).toEqual(['all']);
});

test('the counts agree with the lists under every filter', () => {
  const made: Made[] = [
    {},
    { by: 'bea' },
    { client: 'davie', verdict: 'returned' },
    { verdict: 'signed_off' },
  ];
  const items = made.map(queued);
  const filters: Partial<Choice>[] = [
    {},
    { worker: 'ada' },
    { client: 'jean' },
    { day: '2026-11-23' },
    { day: '2026-11-24' },
  ];
  for (const filter of filters) {
    const many = counts(intoLists(items), { ...all, ...filter });
    for (const show of SHOWS)
      expect(many[show]).toBe(chosen(intoLists(items), { ...all, ...filter, show }).length);
  }
});

test('a choice survives in the address', () => {
  const choice = choiceOf({ show: 'read', worker: 'ada', client: '', day: '2026-11-23' });
  const query = Object.fromEntries(new URLSearchParams(queryOf(choice)));
  expect(choiceOf(query)).toEqual({ show: 'read', worker: 'ada', client: null, day: '2026-11-23' });
  expect(queryOf(choiceOf({ show: 'no such list' }))).toBe('');
});
