import { expect, test } from 'vitest';
import type { Contact, Note } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { storyOf } from './story';

function viewed<K>(id: string, data: K, at = '2026-11-23T10:00:00.000Z'): Viewed<K> {
  const made = { by: 'w', name: 'Rhona', at, received: at };
  return {
    id,
    kind: 'note',
    client: 'c',
    version: 1,
    data,
    standing: 'received',
    errors: null,
    made,
    changed: null,
    waitingFields: [],
  };
}

const visit = viewed<Contact>('visit', { way: 'meeting', at: '2026-11-20T10:00:00.000Z' });
const note = viewed<Note>('note', { text: 'She was in.', happened_at: '2026-11-20T11:00:00.000Z' });
const early = viewed<Note>('early', { text: 'One.', addendum_to: 'note' }, '2026-11-21T10:00:00.000Z');
const late = viewed<Note>('late', { text: 'Two.', addendum_to: 'note' }, '2026-11-22T10:00:00.000Z');

test('a story is told by when things happened, newest first', () => {
  expect(storyOf([visit], [note]).map((entry) => entry.record.id)).toEqual(['note', 'visit']);
});

test('an addendum stands under its note, the first one first', () => {
  const [entry] = storyOf([], [late, early, note]);
  expect(entry?.kind === 'note' && entry.addenda.map((one) => one.id)).toEqual(['early', 'late']);
});

test('an addendum whose note is not on this phone is told all the same', () => {
  expect(storyOf([], [late]).map((entry) => entry.record.id)).toEqual(['late']);
});
