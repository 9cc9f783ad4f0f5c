import { beforeEach, describe, expect, test } from 'vitest';
import { addNote } from '#state/actions';
import { callForHelp, panic } from '#state/help';
import { clientOf, clients, notesOf } from '#state/records';
import { phone, signIn, start } from '#state/session';
import { status, syncNow } from '#state/status';
import { applyUpdate, keepApp, openForm } from '#state/update';
import { Database } from '#storage/database';
import { databaseOf, rememberPerson } from '#storage/people';
import { closeApp, newPhone, offline, withJean } from './support/phone';
import { MORAG, type Server } from './support/server';
import { settle, type World } from './support/world';

let world: World;
let server: Server;

beforeEach(async () => {
  ({ world, server } = await newPhone());
});

const bytes = (thing: unknown) => new TextEncoder().encode(JSON.stringify(thing));

/** A phone as the first versions that were ever released left it: these schemas are history, and never change. */
function version1(outbox: object[], meta: Record<string, unknown>, version = 1): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = world.indexedDB.open(databaseOf(MORAG), version);
    request.onupgradeneeded = () => {
      const db = request.result;
      for (const store of ['base', 'outbox', 'drafts']) db.createObjectStore(store, { keyPath: 'id' });
      const tx = request.transaction;
      tx?.objectStore('outbox').createIndex('queue', ['state', 'order']);
      db.createObjectStore('meta');
      if (version > 1) tx?.objectStore('outbox').createIndex('age', ['state', 'since']);
      for (const row of outbox) tx?.objectStore('outbox').put(row);
      for (const [name, value] of Object.entries(meta)) tx?.objectStore('meta').put(value, name);
      const draft = {
        key: 'k',
        form: 'note',
        client: 'jean',
        data: { text: 'Typing.' },
        savedAt: '2026-11-22',
      };
      tx?.objectStore('drafts').put({ id: 'k', state: 'note', order: 1, bytes: bytes(draft) });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

const noteOf1 = (n: number, state = 'waiting', receipt: object | null = null) => ({
  id: `c${n}`,
  state,
  order: n,
  bytes: bytes({
    change: {
      id: `c${n}`,
      kind: 'note',
      record: `n${n}`,
      client: 'jean',
      base: 0,
      at: '2026-11-20T09:00:00.000Z',
      form: 1,
      set: { text: `Note ${n}.` },
    },
    receipt,
  }),
});

describe('a phone of the first version', () => {
  test('keeps its full outbox, its drafts and its place when a newer version opens it', async () => {
    const refused = { id: 'c1', status: 'refused', errors: { text: ['No.'] } };
    const many = Array.from({ length: 300 }, (_, i) => noteOf1(i + 2));
    const old = await version1([noteOf1(1, 'refused', refused), ...many], { device: 'phone', seq: 301 });
    old.close();
    world.fetch = offline;
    await start(world.tab());
    expect(status.value).toMatchObject({ unsent: 300, needsAttention: 1, problem: null });
    expect(notesOf('jean')).toHaveLength(301);
    expect(phone.value?.drafts.all.value).toHaveLength(1);
    const disk = new Database(world.tab(), databaseOf(MORAG));
    const dated = await disk.read(['outbox'], (tx) => tx.objectStore('outbox').index('age').count());
    expect(dated).toBe(301);
    await disk.close();
    server.forgetNumbers(1);
    world.fetch = server.fetch;
    server.judge = (change) => (change.seq === 1 ? { status: 'refused' } : null);
    await syncNow();
    expect(status.value.unsent).toBe(0);
    expect(server.applied).toHaveLength(300);
  });

  test('still says what it holds that was refused, so that a handover waits for it', async () => {
    server.now = () => world.clock;
    const refused = { id: 'c1', status: 'refused', errors: { text: ['No.'] } } as const;
    server.judge = () => refused;
    const said = { device: 'phone', cursor: null, limit: 1, changes: [{ id: 'c1', seq: 1 }] };
    await server.fetch('/api/v1/sync', { method: 'POST', body: JSON.stringify(said) });
    const old = await version1([noteOf1(1, 'refused', refused)], { device: 'phone', seq: 1 });
    old.close();
    await start(world.tab());
    await syncNow();
    await syncNow();
    expect(server.asked.at(-1)?.unsent).toEqual({ count: 1, oldest_at: '2026-11-20T09:00:00.000Z' });
    world.clock += 15 * 24 * 3_600_000;
    await syncNow();
    await syncNow();
    expect(server.asked.at(-1)?.unsent.count).toBe(0);
  });

  test('of the second version gets room for signals, and loses nothing of its outbox', async () => {
    const many = Array.from({ length: 300 }, (_, i) => ({ ...noteOf1(i + 1), since: 0 }));
    const old = await version1(many, { device: 'phone', seq: 300 }, 2);
    old.close();
    world.fetch = offline;
    await start(world.tab());
    expect(status.value).toMatchObject({ unsent: 300, problem: null });
    await callForHelp();
    expect(panic.value).toMatchObject({ received: null });
    server.forgetNumbers(0);
    world.fetch = server.fetch;
    await syncNow();
    await world.pass(60_000);
    expect(server.applied).toHaveLength(300);
    expect(server.watch.heard.map(({ type }) => type)).toEqual(['panic']);
  });

  test('that another tab holds open is waited for, and that is said', async () => {
    const old = await version1([noteOf1(1)], { device: 'phone', seq: 1 });
    await rememberPerson(world.tab(), MORAG);
    const starting = start(world.tab());
    await settle();
    expect(status.value.problem).toMatch(/Another tab/);
    old.close();
    await starting;
    expect(status.value).toMatchObject({ unsent: 1, problem: null });
  });
});

test('a page of an older version than the database says so, and changes nothing', async () => {
  await new Promise((resolve) => {
    world.indexedDB.open(databaseOf(MORAG), 99).onsuccess = (event) => {
      (event.target as IDBOpenDBRequest).result.close();
      resolve(null);
    };
  });
  await start(world.tab());
  expect(status.value.problem).toMatch(/newer version of this app is open in another tab/);
  expect(await signIn('worker@demo.example', 'right')).toEqual({ ok: false, reason: 'failed' });
});

test('a build that the server no longer serves still sends, fetches nothing, and says so', async () => {
  const jean = await withJean(world);
  const { fetch } = server;
  world.fetch = async (path, init) => {
    const answer = await fetch(path, init);
    answer.headers.set('Doorstep-Oldest-Build', '2');
    return answer;
  };
  server.write({ id: 'rab', kind: 'client', data: { known_as: 'Rab' } });
  await addNote(jean, { text: 'Still sent.' });
  await syncNow();
  expect(server.applied.at(-1)?.set?.text).toBe('Still sent.');
  expect(status.value).toMatchObject({ unsent: 0, problem: expect.stringMatching(/newer version/) });
  expect(clients.value.map(({ id }) => id)).toEqual([jean]);
  world.fetch = fetch;
  await syncNow();
  expect(clientOf('rab')).toBeDefined();
});

describe('an update', () => {
  class Workers extends EventTarget {
    controller = {};
    registration = Object.assign(new EventTarget(), {
      waiting: { postMessage: () => this.dispatchEvent(new Event('controllerchange')) },
      installing: null,
    });
    register = async () => this.registration;
  }
  let reloads: number;
  let workers: Workers;
  beforeEach(async () => {
    reloads = 0;
    workers = new Workers();
    await keepApp(
      workers as unknown as ServiceWorkerContainer,
      () => reloads++,
      () => undefined,
    );
  });

  test('waits until the last form is closed', async () => {
    const [one, two] = [openForm(), openForm()];
    applyUpdate();
    one();
    one();
    await settle();
    expect(reloads).toBe(0);
    two();
    await settle();
    expect(reloads).toBe(1);
  });

  test('waits until what is being saved is saved', async () => {
    const jean = await withJean(world);
    const saving = addNote(jean, { text: 'A note.' });
    applyUpdate();
    expect(reloads).toBe(0);
    await saving;
    await settle();
    expect(reloads).toBe(1);
  });

  test('that another tab has asked for does not interrupt a form', async () => {
    const close = openForm();
    workers.dispatchEvent(new Event('controllerchange'));
    expect(reloads).toBe(0);
    close();
    await settle();
    expect(reloads).toBe(1);
    await closeApp();
  });
});
