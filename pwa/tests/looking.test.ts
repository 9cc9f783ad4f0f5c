import { beforeEach, expect, test } from 'vitest';
import { addClient, addContact, addNote, check } from '#state/actions';
import { caseloads, clients, contacts, notes } from '#state/records';
import { markRead } from '#state/reviewing';
import { reviewedOf } from '#state/reviews';
import { search } from '#state/search';
import { phone, start } from '#state/session';
import { syncNow } from '#state/status';
import { newPhone, withJean } from './support/phone';
import type { Server } from './support/server';
import type { World } from './support/world';

let world: World;
let server: Server;

beforeEach(async () => {
  ({ world, server } = await newPhone());
});

test('a note is marked as read once', async () => {
  const jean = await withJean(world);
  await addNote(jean, { text: 'A note.' });
  const [note] = notes.value;
  if (note === undefined) throw new Error('There is no note.');
  await markRead(note);
  await markRead(note);
  const { reviews } = reviewedOf(note.id);
  expect(reviews.map(({ client, data }) => [client, data.of_record, data.verdict])).toEqual([
    [jean, note.id, 'read'],
  ]);
});

test('a search finds people and words in their notes', async () => {
  const jean = await withJean(world);
  await addNote(jean, { text: 'The kettle is broken.' });
  expect(search('jean').map(({ client }) => client.id)).toEqual([jean]);
  expect(search('kettle').map(({ found }) => found)).toEqual(['The kettle is broken.']);
});

test('people are listed by name, what happened by its time, the newest first', async () => {
  await start(world.tab());
  const rab = await addClient({ known_as: 'rab' });
  await addClient({ known_as: 'Jean' });
  await addContact(rab, { way: 'call', at: '2026-11-20T10:00:00.000Z' });
  await addContact(rab, { way: 'call', at: '2026-11-22T10:00:00.000Z' });
  expect(clients.value.map((view) => view.data.known_as)).toEqual(['Jean', 'rab']);
  expect(contacts.value.map((view) => view.data.at)).toEqual([
    '2026-11-22T10:00:00.000Z',
    '2026-11-20T10:00:00.000Z',
  ]);
  expect(caseloads.value).toEqual([]);
});

test('records of a kind that this app does not know are kept and harm nobody', async () => {
  await start(world.tab());
  server.write({ id: 'p', kind: 'plan', client: 'jean', data: { hope: 'A job.' } });
  await syncNow();
  expect(phone.value?.shelf.row('p')?.data).toEqual({ hope: 'A job.' });
});

test('a form is told what is wrong before it is saved', () => {
  expect(check('note', { text: '' })).toEqual({ text: ['Cannot be empty.'] });
});
