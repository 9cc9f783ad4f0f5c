import { beforeEach, describe, expect, test } from 'vitest';
import { readBase } from '#storage/base';
import { Database } from '#storage/database';
import { readMeta } from '#storage/meta';
import { appendChanges, readOutbox } from '#storage/outbox';
import { prepare } from '#storage/recovery';
import { synchronise } from '#sync/engine';
import { Schedule } from '#sync/schedule';
import { NOTHING_APART } from './support/apart';
import { deskOf } from './support/desk';
import { type Sent, Server } from './support/server';
import { settle, World } from './support/world';

// Traps that belong to the phone; the numbers are those of the table in docs/reliability.md.

/** One browser with one person's database in it. */
class Browser {
  readonly world = new World();
  db: Database;
  readonly server: Server;
  /** The places in the feed that were stored, in order. */
  readonly places: number[] = [];

  constructor(server: Server) {
    this.server = server;
    this.world.fetch = server.fetch;
    this.db = new Database(this.world.tab(), 'doorstep:test');
  }

  async begin(device: string): Promise<this> {
    await prepare(this.db, device, null, NOTHING_APART, '');
    return this;
  }

  sync(db = this.db) {
    return synchronise(
      deskOf(this.world, db, { heard: (_, { cursor }) => this.places.push(Number(cursor)) }),
    );
  }

  async write(...texts: string[]): Promise<void> {
    const outside = { ...this.world.tab(), id: () => crypto.randomUUID() };
    const rest = { kind: 'note', client: 'jean', base: 0, at: '2026-11-23T10:00:00.000Z', form: 1 };
    const changes = texts.map((text) => ({ ...rest, id: outside.id(), record: outside.id(), set: { text } }));
    await appendChanges(this.db, changes);
  }

  meta = () => this.db.read(['meta'], readMeta);
  base = async () => (await readBase(this.db)).map((row) => row.data.text).sort();
  outbox = async () => (await readOutbox(this.db)).map((entry) => [entry.change.set?.text, entry.state]);
}

let server: Server;
let phone: Browser;
const textOf = (change: Sent) => String(change.set?.text);
const applied = () => server.applied.map(textOf);
const numbered = (many: number, long = 1) =>
  Array.from({ length: many }, (_, i) => `${i}`.padStart(4, '0').repeat(long));

beforeEach(async () => {
  server = new Server();
  phone = await new Browser(server).begin('device-1');
});

test('5: a database that was deleted begins at the beginning, not where it was', async () => {
  for (const text of numbered(3)) server.write({ id: text, kind: 'note', client: 'jean', data: { text } });
  await phone.sync();
  await phone.db.close();
  await phone.world.empties('doorstep:test');
  await phone.begin('device-2');
  expect((await phone.meta()).cursor).toBeNull();
  await phone.sync();
  expect(await phone.base()).toEqual(numbered(3));
});

test('14: whichever answer of a run is lost, every change is applied once and leaves the outbox', async () => {
  for (let lost = 0; lost < 2; lost++) {
    server = new Server();
    phone = await new Browser(server).begin('device-1');
    await phone.write(...numbered(600));
    let answers = 0;
    server.answered = () => {
      if (answers++ === lost) throw new TypeError('connection lost');
    };
    expect((await phone.sync()).is).toBe('offline');
    expect((await phone.sync()).is).toBe('ok');
    expect(applied()).toEqual(numbered(600));
    expect(await phone.outbox()).toEqual([]);
    expect(await phone.base()).toHaveLength(600);
  }
});

test('15: a browser profile that was copied loses nothing of either copy', async () => {
  await phone.write('before');
  await phone.sync();
  await phone.write('unsent when it was copied');
  const copy = await new Browser(server).begin('another');
  await copyDatabase(phone.db, copy.db);
  await phone.write('here');
  await copy.write('there');
  await Promise.all([phone.sync(), copy.sync()]);
  await Promise.all([phone.sync(), copy.sync()]);
  const all = ['before', 'here', 'there', 'unsent when it was copied'];
  expect(applied().sort()).toEqual(all);
  expect(await phone.base()).toEqual(all);
  expect(await copy.base()).toEqual(all);
});

async function copyDatabase(from: Database, to: Database): Promise<void> {
  for (const store of ['base', 'outbox', 'meta'] as const) {
    const rows = await from.read([store], async (tx) => {
      const shelf = tx.objectStore(store);
      return { keys: await shelf.getAllKeys(), values: await shelf.getAll() };
    });
    await to.write([store], 'strict', async (tx) => {
      const shelf = tx.objectStore(store) as unknown as IDBObjectStore;
      for (const [i, value] of rows.values.entries())
        shelf.put(value, store === 'meta' ? rows.keys[i] : undefined);
    });
  }
}

test('18: a proxy that takes 64 KB gets everything but the one change that is larger', async () => {
  const served = phone.world.fetch;
  phone.world.fetch = async (path, init) =>
    String(init.body).length > 65_536 ? new Response('413', { status: 413 }) : served(path, init);
  await phone.write(...numbered(150, 500), 'x'.repeat(100_000), ...numbered(150, 500));
  expect((await phone.sync()).is).toBe('ok');
  expect(applied()).toHaveLength(300);
  expect(await phone.outbox()).toEqual([['x'.repeat(100_000), 'parked']]);
});

test('34: five tabs without a lock, two hundred times: the place only advances, each change is applied once', {
  timeout: 20_000,
}, async () => {
  const tabs = Array.from({ length: 5 }, () => new Database(phone.world.tab(), 'doorstep:test'));
  let seed = 34;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed % below;
  };
  server.answered = async () => {
    for (let i = random(4); i > 0; i--) await settle();
  };
  const running = new Set<Promise<unknown>>();
  for (let i = 0; i < 200; i++) {
    if (i % 4 === 0) await phone.write(`${i}`);
    if (i % 7 === 0)
      server.write({ id: `n${i}`, kind: 'note', client: 'jean', data: { text: `theirs ${i}` } });
    const run = phone.sync(tabs[random(5)]).finally(() => running.delete(run));
    running.add(run);
    if (running.size > 4) await Promise.race(running);
  }
  await Promise.all(running);
  await phone.sync();
  const { places } = phone;
  expect(places.length).toBeGreaterThan(50);
  expect(places).toEqual([...places].sort((one, other) => one - other));
  expect(new Set(applied()).size).toBe(applied().length);
  expect(applied()).toHaveLength(50);
  expect(await phone.base()).toHaveLength(50 + 29);
});

test('42: a first fetch that was cut off goes on where it stopped', async () => {
  for (const text of numbered(1300)) server.write({ id: text, kind: 'note', client: 'jean', data: { text } });
  server.answered = ({ cursor }) => {
    if (cursor === '500') throw new TypeError('connection lost');
  };
  expect((await phone.sync()).is).toBe('offline');
  server.answered = () => {};
  await phone.db.close();
  await phone.sync();
  expect(server.asked.map((asked) => asked.cursor)).toEqual([null, '500', '500', '1000']);
  expect(await phone.base()).toEqual(numbered(1300));
});

describe('43: a network that is none', () => {
  const portals: [string, () => Promise<Response>][] = [
    ['answers with a page', async () => new Response('<html>', { headers: { 'Content-Type': 'text/html' } })],
    ['answers with nothing', async () => new Response(null, { status: 204 })],
    [
      'answers with JSON',
      async () => new Response('{}', { headers: { 'Content-Type': 'application/json' } }),
    ],
    ['asks to sign in at the hotel', async () => new Response('<html>', { status: 401 })],
    ['forbids', async () => new Response('<html>', { status: 403 })],
    ['breaks off', async () => new Response('{"receipts":[', { headers: { 'Doorstep-Protocol': '1' } })],
  ];
  test.each(portals)('%s: nothing is taken as sent, as received or as signed out', async (_, portal) => {
    server.write({ id: 'n', kind: 'note', client: 'jean', data: { text: 'theirs' } });
    await phone.write('mine');
    const served = phone.world.fetch;
    phone.world.fetch = portal;
    expect((await phone.sync()).is).toBe('not_ours');
    expect(await phone.outbox()).toEqual([['mine', 'waiting']]);
    expect(await phone.meta()).toMatchObject({ cursor: null, heard: null });
    phone.world.fetch = served;
    await phone.sync();
    expect(await phone.base()).toEqual(['mine', 'theirs']);
  });

  test('never answers: it is given up, and the work is still there', async () => {
    await phone.write('mine');
    phone.world.fetch = (_, { signal }) =>
      new Promise((__, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    const run = phone.sync();
    await phone.world.pass(30_000);
    expect((await run).is).toBe('offline');
    expect(await phone.outbox()).toEqual([['mine', 'waiting']]);
  });
});

test('44: two hundred phones that are sent away together do not come back together', async () => {
  const world = new World();
  const DOWN_MS = 30_000;
  const came: number[] = [];
  let seed = 1;
  const random = () => {
    seed = (seed * 48_271) % (2 ** 31 - 1);
    return seed / (2 ** 31 - 1);
  };
  const busy = { outcome: { is: 'busy', afterMs: 5_000 }, waiting: true } as const;
  const ok = { outcome: { is: 'ok', body: null, oldestBuild: 0 }, waiting: false } as const;
  const start = world.clock;
  for (let i = 0; i < 200; i++) {
    const schedule = new Schedule({ ...world.tab(), random }, async () => {
      came.push(world.clock - start);
      return world.clock - start < DOWN_MS ? busy : ok;
    });
    schedule.wake();
  }
  await world.pass(120_000);
  const second = came.filter((at) => at > 0 && at < 7_000);
  expect(second.length).toBeGreaterThan(0);
  expect(Math.min(...second)).toBeGreaterThanOrEqual(5_000);
  const after = came.filter((at) => at >= DOWN_MS);
  const together = (from: number) => after.filter((at) => at >= from && at < from + 100).length;
  expect(new Set(second).size).toBeGreaterThan(100);
  expect(Math.max(...after.map(together))).toBeLessThan(20);
});
