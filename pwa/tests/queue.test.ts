import { beforeEach, expect, test } from 'vitest';
import { choiceOf, chosen, counts, lists } from '#screens/desk/queue';
import { addNote } from '#state/actions';
import { contacts, notes } from '#state/records';
import { giveBack, markRead, signOff } from '#state/reviewing';
import { reviewed, reviewedOf } from '#state/reviews';
import { phone } from '#state/session';
import { syncNow } from '#state/status';
import { phoneWithJean, restart } from './support/phone';
import type { Server } from './support/server';
import type { World } from './support/world';

let world: World;
let server: Server;
let jean: string;

beforeEach(async () => {
  ({ world, server, jean } = await phoneWithJean());
  for (let i = 0; i < 30; i++)
    server.write({ id: `n${i}`, kind: 'note', client: jean, data: { text: `Note ${i}.` } });
  server.write({
    id: 'c',
    kind: 'contact',
    client: jean,
    data: { way: 'call', at: '2026-11-20T10:00:00.000Z' },
  });
  await syncNow();
});

const states = () => lists.value.all.map(({ item, standing, opened }) => [item.id, standing.state, opened]);
const waiting = () => counts(lists.value, choiceOf({})).waiting;
const item = (id: string) => {
  const found = [...notes.value, ...contacts.value].find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

test('what is worked out item by item is what a desk that is opened anew works out', async () => {
  expect(waiting()).toBe(30);
  await markRead(item('n3'));
  await signOff([item('n4'), item('n5')]);
  await giveBack(item('n6'), [{ field: 'text', text: 'When?' }]);
  await giveBack(item('c'), [{ field: 'purpose', text: 'Why?' }]);
  expect(waiting()).toBe(26);
  const [review] = reviewedOf('n6').reviews;
  await addNote(jean, { text: 'At noon.', addendum_to: 'n6', answers: [review?.id ?? ''] });
  expect(reviewedOf('n6').standing.state).toBe('answered');
  expect(waiting()).toBe(27);
  await syncNow();
  const before = states();
  expect([...reviewed.value.open]).toEqual(['c']);
  await restart(world);
  expect(states()).toEqual(before);
});

test('only what a review is about is worked out again', async () => {
  const before = new Map(lists.value.all.map((one) => [one.item.id, one]));
  await markRead(item('n3'));
  expect(lists.value.all.filter((one) => before.get(one.item.id) !== one).map((one) => one.item.id)).toEqual([
    'n3',
  ]);
});

test('a review that is taken back, and one that comes from elsewhere, are followed', async () => {
  const of = { of_kind: 'note', of_record: 'n1', worker: 'x', worker_name: 'X' };
  server.write({ id: 'r', kind: 'review', client: jean, data: { ...of, verdict: 'signed_off' } });
  await syncNow();
  expect(chosen(lists.value, choiceOf({ show: 'signed_off' })).map((one) => one.item.id)).toEqual(['n1']);
  server.write({ id: 'r', kind: 'review', client: jean, deleted: true, data: {} });
  await syncNow();
  expect(chosen(lists.value, choiceOf({ show: 'signed_off' }))).toEqual([]);
  expect(phone.value?.shelf.list('review')).toEqual([]);
});

test('a queue that has looked away for long begins anew, and is right', async () => {
  expect(waiting()).toBe(30);
  await signOff([item('n1')]);
  for (let i = 0; i < 1001; i++) await signOff([item('n0')]);
  expect(waiting()).toBe(28);
});

test('many reviews of the same items, and of items that were read here, are counted once', async () => {
  const many = Array.from({ length: 1100 }, (_, i) => ({
    id: `r${i}`,
    kind: 'review',
    client: jean,
    data: { of_kind: 'note', of_record: `n${i % 30}`, worker: 'x', worker_name: 'X', verdict: 'signed_off' },
  }));
  for (const review of many) server.write(review);
  await syncNow();
  for (const { id } of notes.value.slice(0, 20)) await markRead(item(id));
  expect(waiting()).toBe(0);
  expect(counts(lists.value, choiceOf({})).signed_off).toBe(30);
});
