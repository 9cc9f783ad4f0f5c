import { beforeEach, expect, test } from 'vitest';
import type { Item } from '#domain/review';
import { addContact, addNote, changeContact } from '#state/actions';
import { contacts, notes } from '#state/records';
import { giveBack, signOff } from '#state/reviewing';
import { openQuestions, openReturns, returned, reviewedOf } from '#state/reviews';
import { phone } from '#state/session';
import { syncNow } from '#state/status';
import { newPhone, withJean } from './support/phone';
import { MORAG, type Server } from './support/server';
import type { World } from './support/world';

let world: World;
let server: Server;
const ASKED = [{ field: 'text', quote: 'Nobody was in.', nth: 1, text: 'When did you ring?' }];

beforeEach(async () => {
  ({ world, server } = await newPhone());
});

/** A note of somebody else's about Jean, on this desk. */
async function withNote(): Promise<{ jean: string; note: Item }> {
  const jean = await withJean(world);
  server.write({ id: 'n', kind: 'note', client: jean, data: { text: 'I rang. Nobody was in.' } });
  await syncNow();
  return { jean, note: found(notes.value.find(({ id }) => id === 'n')) };
}

function found<T>(one: T | undefined): T {
  if (one === undefined) throw new Error('It is not there.');
  return one;
}

const stateOf = (item: string) => reviewedOf(item).standing.state;

test('a note that is returned offline waits for an answer, and the addendum that names it closes it', async () => {
  const { jean, note } = await withNote();
  await giveBack(note, ASKED);
  expect([stateOf('n'), reviewedOf('n').opened]).toEqual(['returned', true]);
  const [review] = openReturns('n');
  expect(review?.data).toMatchObject({ of_kind: 'note', of_record: 'n', worker: 'someone', comments: ASKED });
  await addNote(jean, { text: 'At ten.', addendum_to: 'n', answers: [found(review).id] });
  expect([stateOf('n'), returned.value]).toEqual(['answered', []]);
});

test('a decision names those that were on the screen', async () => {
  const { note } = await withNote();
  await giveBack(note, ASKED);
  const [first] = reviewedOf('n').standing.decisions;
  await signOff([note], 'sound');
  expect(stateOf('n')).toBe('signed_off');
  expect(reviewedOf('n').reviews.at(-1)?.data).toMatchObject({ after: [first], audit: 'sound' });
});

test('a signature that crosses a return on its way does not hide it', async () => {
  const { jean, note } = await withNote();
  await signOff([note]);
  const data = { of_kind: 'note', of_record: 'n', worker: 'someone', verdict: 'returned', comments: ASKED };
  server.write({ id: 'r', kind: 'review', client: jean, data });
  await syncNow();
  expect(reviewedOf('n').standing).toMatchObject({ state: 'returned', crossed: true });
});

test('several that were read are signed off in one go', async () => {
  const jean = await withJean(world);
  for (const id of ['a', 'b']) server.write({ id, kind: 'note', client: jean, data: { text: 'Read.' } });
  await syncNow();
  await signOff(notes.value);
  expect(['a', 'b'].map(stateOf)).toEqual(['signed_off', 'signed_off']);
});

test('a corrected field answers what was asked about a contact', async () => {
  const jean = await withJean(world);
  const id = await addContact(jean, { way: 'call', at: '2026-11-20T10:00:00.000Z', minutes: 500 });
  await giveBack(found(contacts.value[0]), [{ field: 'minutes', was: 500, text: 'So long?' }]);
  const [review] = openReturns(id);
  await changeContact(id, { minutes: 50, answers: [found(review).id] }, { minutes: 500 });
  expect(stateOf(id)).toBe('answered');
});

test('what is asked about a client who has gone is open until it is answered', async () => {
  await withJean(world);
  const data = { review: 'r', of_kind: 'note', of_record: 'n', of_client: 'gone', comments: ASKED };
  server.write({ id: 'q', kind: 'question', client: null, data });
  await syncNow();
  expect(openQuestions.value.map(({ id }) => id)).toEqual(['q']);
  server.judge = ({ kind }) => (kind === 'note' ? { status: 'held' } : null);
  await addNote('gone', { text: 'At ten.', addendum_to: 'n', answers: ['r'] });
  await syncNow();
  expect([openQuestions.value, notes.value.map(({ standing }) => standing)]).toEqual([[], ['held']]);
});

test('returns are listed with the longest waiting first', async () => {
  const { jean, note } = await withNote();
  server.write({ id: 'm', kind: 'note', client: jean, data: { text: 'Another.' } });
  await syncNow();
  await giveBack(note, ASKED);
  await giveBack(found(notes.value.find(({ id }) => id === 'm')), [{ field: 'text', text: 'Why?' }]);
  expect(returned.value.map(({ item }) => item.id)).toEqual(['n', 'm']);
  expect(phone.value?.person.id).toBe(MORAG.id);
});

test('what two of a team answer, one after the other, is dated by the later', async () => {
  const { jean, note } = await withNote();
  await giveBack(note, ASKED);
  const [review] = openReturns('n');
  const answers = [found(review).id];
  const [two, three] = ['2026-11-23T14:00:00.000Z', '2026-11-23T15:00:00.000Z'];
  const answer = async (id: string, at: string) => {
    const made = { by: 'una', name: 'Una', at, received: at };
    const data = { text: 'I rang.', addendum_to: 'n', answers };
    server.write({ id, kind: 'note', client: jean, made, data });
    await syncNow();
  };
  await answer('a1', two);
  expect(reviewedOf('n').answeredAt).toBe(two);
  await answer('a2', three);
  const { answeredAt, standing } = reviewedOf('n');
  expect([standing.state, answeredAt]).toEqual(['answered', three]);
});

test('returns stand in the order in which they were made, and without anybody there are none', async () => {
  const { jean, note } = await withNote();
  server.write({ id: 'm', kind: 'note', client: jean, data: { text: 'I rang again.' } });
  await syncNow();
  await giveBack(found(notes.value.find(({ id }) => id === 'm')), [{ field: 'text', text: 'When?' }]);
  world.clock += 60_000;
  await giveBack(note, ASKED);
  expect(returned.value.map(({ item }) => item.id)).toEqual(['m', 'n']);
  await phone.value?.close();
  phone.value = null;
  expect([returned.value, stateOf('n')]).toEqual([[], 'new']);
});
