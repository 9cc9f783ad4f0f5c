import { beforeEach, describe, expect, test } from 'vitest';
import { addNote, changeClient } from '#state/actions';
import { clientOf, notesOf } from '#state/records';
import { status, syncNow } from '#state/status';
import { Database } from '#storage/database';
import { readMeta } from '#storage/meta';
import { openEntries } from '#storage/outbox';
import { databaseOf } from '#storage/people';
import { renumberChanges } from '#storage/sequence';
import { JEAN, newPhone, restart, withJean } from './support/phone';
import { type Asked, MORAG, type Server } from './support/server';
import type { World } from './support/world';

const DAY = 24 * 3_600_000;

let world: World;
let server: Server;

beforeEach(async () => {
  ({ world, server } = await newPhone());
  server.now = () => world.clock;
});

const disk = () => new Database(world.tab(), databaseOf(MORAG));
const device = async () => (await disk().read(['meta'], readMeta)).device;
async function kept(): Promise<string[]> {
  const rows = await disk().read(['outbox'], (tx) => tx.objectStore('outbox').getAll());
  return (await openEntries(rows)).map((entry) => entry.state);
}

/** The server takes a note, and its answer is an error all the same. */
async function takenWithoutAWord(asked: Asked): Promise<Response | null> {
  if (!asked.changes.some(({ set }) => set?.text === 'One.')) return null;
  server.fault = () => null;
  await server.fetch('/api/v1/sync', { body: JSON.stringify(asked) });
  server.fault = takenWithoutAWord;
  return new Response('Bad Gateway', { status: 502 });
}

describe('what the server has confirmed', () => {
  test('is kept for fourteen days, and neither shown as unsent nor laid over what others write', async () => {
    const jean = await withJean(world);
    await changeClient(jean, { gp: 'Dr High' }, JEAN);
    await syncNow();
    server.write({ id: jean, kind: 'client', data: { known_as: 'Jean', gp: 'Dr New' } });
    await restart(world);
    await syncNow();
    expect(await kept()).toEqual(['sent', 'sent']);
    expect(status.value.unsent).toBe(0);
    expect(clientOf(jean)).toMatchObject({ data: { gp: 'Dr New' }, standing: 'received' });
    world.clock += 13 * DAY;
    await syncNow();
    expect(await kept()).toHaveLength(2);
    world.clock += 2 * DAY;
    await syncNow();
    expect(await kept()).toEqual([]);
  });

  test('about a client who is to be forgotten is not kept', async () => {
    const jean = await withJean(world);
    await addNote(jean, { text: 'A note.' });
    await syncNow();
    expect(await kept()).toEqual(['sent', 'sent']);
    server.forget = [jean];
    await syncNow();
    expect(await kept()).toEqual([]);
  });
});

describe('after the server was set back to a backup', () => {
  test('what it has lost is sent again, with the same ids and numbers', async () => {
    const jean = await withJean(world);
    const restore = server.backup();
    await addNote(jean, { text: 'One.' });
    await syncNow();
    await addNote(jean, { text: 'Two.' });
    await syncNow();
    const before = { device: await device(), sent: server.applied.slice(1) };
    restore();
    await syncNow();
    expect(server.applied.slice(3)).toEqual(before.sent);
    expect(await device()).toBe(before.device);
    expect(
      notesOf(jean)
        .map((note) => note.data.text)
        .sort(),
    ).toEqual(['One.', 'Two.']);
    expect(status.value.unsent).toBe(0);
    await syncNow();
    expect(server.applied).toHaveLength(5);
  });

  test('what it has lost is sent again, whatever was set aside although the server had taken it', async () => {
    const jean = await withJean(world);
    await syncNow();
    server.fault = takenWithoutAWord;
    await addNote(jean, { text: 'One.' });
    await syncNow();
    expect(await kept()).toEqual(['sent', 'parked']);
    const restore = server.backup();
    await addNote(jean, { text: 'Two.' });
    await syncNow();
    restore();
    await syncNow();
    const two = server.applied.filter(({ set }) => set?.text === 'Two.');
    expect(two).toHaveLength(2);
    expect(server.find(two[0]?.record ?? '')).toMatchObject({ data: { text: 'Two.' } });
  });

  test('what it has lost goes before what was written since', async () => {
    const jean = await withJean(world);
    const restore = server.backup();
    await addNote(jean, { text: 'One.' });
    await syncNow();
    restore();
    await addNote(jean, { text: 'Two.' });
    await syncNow();
    expect(server.applied.map((change) => change.set?.text)).toEqual([undefined, 'One.', 'One.', 'Two.']);
    expect(server.applied.map((change) => change.seq)).toEqual([1, 2, 2, 3]);
  });

  test('all that is kept is said again once, whatever a copy of this phone has counted since', async () => {
    const jean = await withJean(world);
    const restore = server.backup();
    await addNote(jean, { text: 'One.' });
    await syncNow();
    restore();
    server.forgetNumbers(9);
    await syncNow();
    expect(server.applied.map(({ set }) => set?.text)).toEqual([undefined, 'One.', 'One.']);
    await syncNow();
    expect(server.asked.filter(({ changes }) => changes.length > 0)).toHaveLength(3);
  });

  test('what was sent under an earlier name is sent again', async () => {
    const jean = await withJean(world);
    const restore = server.backup();
    await addNote(jean, { text: 'One.' });
    await syncNow();
    await renumberChanges(disk(), 'another');
    restore();
    await syncNow();
    expect(server.applied.map(({ set }) => set?.text)).toEqual([undefined, 'One.', 'One.']);
    expect(status.value).toMatchObject({ unsent: 0, problem: null });
  });

  test('where one of them is no longer here, the others go under a new name', async () => {
    const jean = await withJean(world);
    const restore = server.backup();
    for (const text of ['One.', 'Two.', 'Three.']) await addNote(jean, { text });
    await syncNow();
    const before = await device();
    const [, , two] = server.applied;
    await disk().write(['outbox'], 'strict', (tx) => tx.objectStore('outbox').delete(two?.id ?? ''));
    restore();
    await syncNow();
    // The server is not to wait for the old name; it is told once.
    expect(server.asked.flatMap(({ formerly }) => formerly ?? [])).toEqual([before]);
    expect(server.asked.find(({ formerly }) => formerly)?.device).toBe(await device());
    expect(server.applied.slice(4).map((change) => change.set?.text)).toEqual(['One.', 'Three.']);
    expect(await device()).not.toBe(before);
    expect(status.value).toMatchObject({ unsent: 0, problem: null });
  });
});
