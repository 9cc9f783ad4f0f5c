import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { addNote } from '#state/actions';
import { exportUnsent } from '#state/refusals';
import { phone, signOut, start } from '#state/session';
import { syncNow } from '#state/status';
import { rememberPerson } from '#storage/people';
import { closeApp, newPhone, offline, restart, withJean } from './support/phone';
import { json, MORAG, RAB, type Server } from './support/server';
import { settle, type World } from './support/world';

const MINUTE = 60_000;
const SCREEN = '/clients/:id';

let world: World;
let server: Server;

beforeEach(async () => {
  ({ world, server } = await newPhone());
  server.now = () => world.clock;
});

function look(client: string, screen = SCREEN) {
  return phone.value?.views.note({ verb: 'viewed', screen, kind: 'client', record: null, clients: [client] });
}

const entered = () => server.entered.map(({ n, screen, clients: [client] }) => [n, screen, client]);

test('what is looked at is told with the next talk, once', async () => {
  const jean = await withJean(world);
  await look(jean);
  expect(server.entered).toEqual([]);
  await syncNow();
  await syncNow();
  expect(server.entered).toEqual([
    {
      n: 1,
      at: '2026-11-23T10:00:00.000Z',
      verb: 'viewed',
      screen: SCREEN,
      kind: 'client',
      record: null,
      clients: [jean],
    },
  ]);
});

test('what is looked at without a network waits, also while the app is closed', async () => {
  const jean = await withJean(world);
  world.fetch = offline;
  await look(jean);
  world.clock += 5 * MINUTE;
  await look(jean, '/clients/:id/risk');
  await syncNow();
  await restart(world);
  world.fetch = server.fetch;
  await syncNow();
  expect(server.entered.map(({ at }) => at.slice(11, 16))).toEqual(['10:00', '10:05']);
});

test('coming back within a quarter of an hour is the same look, and a new one after that', async () => {
  const jean = await withJean(world);
  for (const minutes of [0, 14, 2]) {
    world.clock += minutes * MINUTE;
    await look(jean);
  }
  await syncNow();
  expect(entered()).toEqual([
    [1, SCREEN, jean],
    [2, SCREEN, jean],
  ]);
});

test('an answer that is lost makes no second entry, and numbers go on from where they were', async () => {
  const jean = await withJean(world);
  await look(jean);
  world.fetch = async (path, init) => {
    const answer = await server.fetch(path, init);
    return path.endsWith('/views') ? offline() : answer;
  };
  await syncNow();
  world.fetch = server.fetch;
  await look(jean, '/clients/:id/risk');
  await syncNow();
  await look(jean, '/clients/:id/edit');
  await syncNow();
  expect(entered().map(([n]) => n)).toEqual([1, 2, 3]);
});

test('what is looked at after the database was emptied is told too, under numbers that were never used', async () => {
  const jean = await withJean(world);
  for (const screen of ['/clients/:id', '/clients/:id/risk']) await look(jean, screen);
  await syncNow();
  await closeApp();
  world.indexedDB = new IDBFactory();
  await rememberPerson(world.tab(), MORAG);
  await start(world.tab());
  await look(jean, '/clients/:id/edit');
  await syncNow();
  expect(server.entered.map(({ screen }) => screen)).toEqual([
    '/clients/:id',
    '/clients/:id/risk',
    '/clients/:id/edit',
  ]);
});

test('coming back after the clock was set back is a new look', async () => {
  const jean = await withJean(world);
  for (const minutes of [0, -60]) {
    world.clock += minutes * MINUTE;
    await look(jean);
  }
  await syncNow();
  expect(server.entered).toHaveLength(2);
});

test('every request says which device it comes from', async () => {
  const said: (string | null)[] = [];
  await withJean(world);
  world.fetch = (path, init) => {
    said.push(new Headers(init.headers).get('Doorstep-Device'));
    return server.fetch(path, init);
  };
  await syncNow();
  expect(said).toEqual([server.asked.at(-1)?.device]);
});

test('many are told in parts', async () => {
  const jean = await withJean(world);
  for (let i = 0; i < 450; i++) await look(`${jean}${i}`);
  await syncNow();
  expect(server.entered).toHaveLength(450);
});

test('a log that cannot be written holds nothing else up', async () => {
  const jean = await withJean(world);
  await look(jean);
  world.fetch = (path, init) =>
    path.endsWith('/views') ? Promise.resolve(json({ code: 'internal' }, 500)) : server.fetch(path, init);
  await addNote(jean, { text: 'Sent all the same.' });
  await syncNow();
  expect(server.applied.at(-1)?.set).toMatchObject({ text: 'Sent all the same.' });
  world.fetch = server.fetch;
  await syncNow();
  expect(server.entered).toHaveLength(1);
});

test('each file that leaves the phone is told, with whom it is about', async () => {
  const jean = await withJean(world);
  world.fetch = offline;
  await addNote(jean, { text: 'Unsent.' });
  exportUnsent();
  exportUnsent();
  await settle();
  world.fetch = server.fetch;
  await syncNow();
  // A talk that has something to send says first, with the next one, that nothing is left.
  expect(server.entered).toEqual([]);
  await syncNow();
  expect(server.entered.map(({ verb, clients }) => [verb, clients])).toEqual([
    ['exported', [jean]],
    ['exported', [jean]],
  ]);
});

test('a look that cannot be kept is no reason to show nothing', async () => {
  const jean = await withJean(world);
  const there = phone.value?.views;
  await phone.value?.close();
  world.indexedDB.open = () => {
    throw new Error('no disk');
  };
  await expect(
    there?.note({ verb: 'viewed', screen: SCREEN, kind: null, record: null, clients: [jean] }),
  ).resolves.toBe(undefined);
});

test('what one person looked at is never told as somebody else', async () => {
  const jean = await withJean(world);
  await look(jean);
  await signOut();
  expect(server.entered).toEqual([]);
});

test('nor once somebody else has signed in on this browser, of which this tab has not heard', async () => {
  const jean = await withJean(world);
  await syncNow();
  await look(jean);
  server.answered = () => {
    server.person = RAB;
  };
  await syncNow();
  expect(server.entered).toEqual([]);
  server.person = MORAG;
  server.answered = () => {};
  await syncNow();
  expect(entered()).toEqual([[1, SCREEN, jean]]);
});
