import { beforeEach, describe, expect, test } from 'vitest';
import { RETENTION_MS } from '#domain/protocol';
import type { Change } from '#domain/record';
import { readBase } from '#storage/base';
import { Database } from '#storage/database';
import { readMeta } from '#storage/meta';
import { appendChanges, readOutbox } from '#storage/outbox';
import type { Applied } from '#storage/page';
import { prepare } from '#storage/recovery';
import { synchronise } from '#sync/engine';
import { Patience } from '#sync/patience';
import { NOTHING_APART } from './support/apart';
import { deskOf } from './support/desk';
import { json, Server } from './support/server';
import { World } from './support/world';

let world: World;
let server: Server;
let db: Database;
let told: Applied[];
let stopped: boolean;
let patience: Patience;

const sync = () =>
  synchronise(
    deskOf(world, db, { patience, heard: (applied) => told.push(applied), stopped: () => stopped }),
  );
const meta = () => db.read(['meta'], readMeta);
const states = async () =>
  Object.fromEntries((await readOutbox(db)).map((entry) => [nameOf(entry.change), entry.state]));
const nameOf = (change: Change) => String(change.set?.text ?? change.id);
const applied = () => server.applied.map(nameOf);

async function write(...texts: string[]): Promise<void> {
  const outside = world.tab();
  const changes = texts.map((text) => ({
    id: outside.id(),
    kind: 'note',
    record: outside.id(),
    client: 'jean',
    base: 0,
    at: '2026-11-23T10:00:00.000Z',
    form: 1,
    set: { text },
  }));
  await appendChanges(db, changes);
}

beforeEach(async () => {
  world = new World();
  server = new Server();
  world.fetch = server.fetch;
  db = new Database(world.tab(), 'doorstep:test');
  await prepare(db, world.tab().id(), null, NOTHING_APART, '');
  told = [];
  stopped = false;
  patience = new Patience();
});

describe('a sync', () => {
  test('sends what waits in order, fetches what is new, and leaves the outbox empty', async () => {
    server.write({ id: 'jean', kind: 'client', data: { known_as: 'Jean' } });
    await write('one', 'two', 'three');
    expect((await sync()).is).toBe('ok');
    expect(applied()).toEqual(['one', 'two', 'three']);
    expect(server.applied.map((change) => change.seq)).toEqual([1, 2, 3]);
    expect(await states()).toEqual({});
    expect((await readBase(db)).length).toBe(4);
  });

  test('fetches page by page until the end, and knows then that everything was fetched', async () => {
    for (let i = 0; i < 1200; i++)
      server.write({ id: `n${i}`, kind: 'note', client: 'jean', data: { text: `${i}` } });
    await sync();
    expect((await readBase(db)).length).toBe(1200);
    expect(server.asked.map((asked) => asked.cursor)).toEqual([null, '500', '1000']);
    expect(await meta()).toMatchObject({ cursor: '1200', fetched: true, offset: 1000 });
  });

  test('tells the server how much waits, and how long it has waited', async () => {
    await write('one', 'two');
    await sync();
    expect(server.asked[0]?.unsent).toEqual({ count: 2, oldest_at: '2026-11-23T10:00:00.000Z' });
  });

  test('tells the server of what was set aside too: only this phone has it', async () => {
    server.fault = ({ changes }) => (changes.length > 0 ? json({ code: 'too_large' }, 413) : null);
    await write('huge');
    await sync();
    expect(await states()).toEqual({ huge: 'parked' });
    await sync();
    expect(server.asked.at(-1)?.unsent).toEqual({ count: 1, oldest_at: '2026-11-23T10:00:00.000Z' });
  });

  test('tells the server for 14 days of what was refused, and then no more: it stays here', async () => {
    server.now = () => world.clock;
    server.judge = () => ({ status: 'refused', errors: { text: ['No.'] } });
    await write('bad');
    await sync();
    const said = async () => {
      await sync();
      await sync();
      return server.asked.at(-1)?.unsent.count;
    };
    expect(await said()).toBe(1);
    world.clock += RETENTION_MS - 60_000;
    expect(await said()).toBe(1);
    world.clock += 120_000;
    expect(await said()).toBe(0);
    expect(await states()).toEqual({ bad: 'refused' });
  });

  test('moves its place in the feed only by what it has fetched, never by what it has sent', async () => {
    await sync();
    await write('mine');
    server.fault = () => {
      server.fault = () => null;
      server.write({ id: 'theirs', kind: 'note', client: 'jean', data: { text: 'theirs' } });
      return null;
    };
    await sync();
    expect((await readBase(db)).map((row) => row.data.text).sort()).toEqual(['mine', 'theirs']);
  });

  test('takes what was saved while it was under way', async () => {
    await write('one');
    server.answered = async () => {
      server.answered = () => {};
      await write('meanwhile');
    };
    await sync();
    expect(applied()).toEqual(['one', 'meanwhile']);
    expect(await states()).toEqual({});
  });

  test('confirms that a client was forgotten', async () => {
    server.forget = ['jean'];
    await sync();
    server.forget = [];
    await sync();
    expect(server.asked.at(-1)?.forgotten).toEqual(['jean']);
  });
});

describe('nothing is sent twice, nothing is lost', () => {
  test('when the answer is lost after the server has stored everything', async () => {
    await write('one', 'two');
    server.answered = () => {
      server.answered = () => {};
      throw new TypeError('connection lost');
    };
    expect((await sync()).is).toBe('offline');
    expect(await states()).toEqual({ one: 'waiting', two: 'waiting' });
    await sync();
    expect(applied()).toEqual(['one', 'two']);
    expect(await states()).toEqual({});
  });

  test('when two tabs sync at the same moment', async () => {
    await write('one', 'two');
    await Promise.all([sync(), sync(), sync()]);
    expect(applied()).toEqual(['one', 'two']);
    expect((await readBase(db)).length).toBe(2);
  });

  test('when the person is signed out in the middle: the outbox is kept and the work goes on later', async () => {
    await write('one');
    const { person } = server;
    server.person = null;
    expect((await sync()).is).toBe('sign_in');
    expect(await states()).toEqual({ one: 'waiting' });
    server.person = person;
    await sync();
    expect(applied()).toEqual(['one']);
  });
});

test('when somebody else may have signed in, not one request more is made', async () => {
  await write(...Array.from({ length: 600 }, (_, i) => `${i}`));
  server.answered = () => {
    stopped = true;
  };
  expect((await sync()).is).toBe('offline');
  expect(server.asked).toHaveLength(1);
  expect(Object.keys(await states())).toHaveLength(100);
});

describe('one bad change stops nothing', () => {
  test('refused, it is kept with the reason, the others go on, and it is never sent again', async () => {
    server.judge = (change) =>
      nameOf(change) === 'bad' ? { status: 'refused', errors: { text: ['Too long.'] } } : null;
    await write('one', 'bad', 'two');
    await sync();
    await sync();
    expect(applied()).toEqual(['one', 'two']);
    expect(await states()).toEqual({ bad: 'refused' });
    expect(
      server.asked.flatMap((asked) => asked.changes).filter((change) => nameOf(change) === 'bad'),
    ).toHaveLength(1);
  });

  test('too large for the server, the batch is halved until it is alone, and it is set aside', async () => {
    server.fault = ({ changes }) =>
      changes.some((change) => nameOf(change) === 'huge') ? new Response('413', { status: 413 }) : null;
    await write('a', 'b', 'c', 'd', 'e', 'huge', 'f', 'g');
    expect((await sync()).is).toBe('ok');
    expect(applied()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(await states()).toEqual({ huge: 'parked' });
  });

  test('said to be too large by one who says so of everything, nothing is set aside', async () => {
    server.fault = () => new Response('413', { status: 413 });
    await write('a', 'b');
    expect((await sync()).is).toBe('too_large');
    expect(server.asked.map((asked) => asked.changes.length)).toEqual([2, 1, 0]);
    expect(await states()).toEqual({ a: 'waiting', b: 'waiting' });
  });

  test('too large though the server has it already, it keeps its number', async () => {
    server.answered = () => Promise.reject(new TypeError('The answer is lost.'));
    await write('huge');
    await sync();
    server.answered = () => {};
    server.fault = ({ changes }) =>
      changes.some((change) => nameOf(change) === 'huge') ? new Response('413', { status: 413 }) : null;
    await sync();
    expect(await states()).toEqual({ huge: 'parked' });
    await write('next');
    await sync();
    expect(server.applied.map((change) => change.seq)).toEqual([1, 2]);
  });

  test('breaking the server, it is found by halves and set aside, and those behind it close the gap', async () => {
    server.fault = ({ changes }) =>
      changes.some((change) => nameOf(change) === 'poison') ? json({ code: 'went_wrong' }, 500) : null;
    await write('a', 'b', 'c', 'd', 'e', 'poison', 'f', 'g');
    expect((await sync()).is).toBe('ok');
    expect(applied()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(server.applied.map((change) => change.seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(await states()).toEqual({ poison: 'parked' });
  });

  test('a server that is down altogether gets nothing set aside', async () => {
    server.fault = () => json({ code: 'went_wrong' }, 500);
    await write('a', 'b');
    expect((await sync()).is).toBe('server_error');
    expect(server.asked.map((asked) => asked.changes.length)).toEqual([2, 2, 0]);
    expect(await states()).toEqual({ a: 'waiting', b: 'waiting' });
  });

  test('a server without a word about what it was sent is not asked for ever', async () => {
    server.fault = () =>
      json({
        receipts: [],
        records: [],
        forget: [],
        cursor: '0',
        more: false,
        now: '2026-11-23T10:00:00.000Z',
        device_seq: 0,
      });
    await write('a');
    expect((await sync()).is).toBe('rejected');
    expect(await states()).toEqual({ a: 'waiting' });
  });
});

describe('the numbers of a device', () => {
  test('that the server has forgotten are counted anew by what it still knows', async () => {
    await write('one', 'two');
    await sync();
    const before = (await meta()).device;
    server.forgetNumbers(1);
    await write('three', 'four');
    expect((await sync()).is).toBe('ok');
    expect(applied()).toEqual(['one', 'two', 'three', 'four']);
    expect((await meta()).device).toBe(before);
  });

  test('that no server takes are given up, and the changes kept', async () => {
    server.judge = () => ({ status: 'out_of_order' });
    await write('one');
    expect((await sync()).is).toBe('rejected');
    expect(await states()).toEqual({ one: 'waiting' });
  });
});

test('after the server was set back, a change is shown until the comparison has brought its row', async () => {
  await sync();
  server.backup()();
  await write('one');
  await sync();
  const states = told.flatMap(({ marked, left }) => [...marked.map((entry) => entry.state), left.length]);
  // Received, said again because the server was set back, and gone from the screen when its row has come.
  expect(states).toEqual([0, 'received', 0, 'received', 0, 0, 1]);
  expect((await readBase(db)).length).toBe(1);
});

test('a batch holds at most 500 changes and half a megabyte', async () => {
  await write(...Array.from({ length: 600 }, (_, i) => `${i}`));
  await write(...Array.from({ length: 30 }, () => 'x'.repeat(50_000)));
  await sync();
  for (const asked of server.asked) {
    expect(asked.changes.length).toBeLessThanOrEqual(500);
    expect(JSON.stringify(asked.changes).length).toBeLessThan(600_000);
  }
  expect(server.applied.length).toBe(630);
});

describe('a server that is always too busy for one change', () => {
  const BAD = 'Takes for ever.';
  const busy = () => json({ code: 'busy' }, 503);
  const isBad = ({ set }: Change) => set?.text === BAD;
  const slow = () => Promise.reject(new DOMException('Too late.', 'AbortError'));

  test('is asked again later, and then the one change is set aside and the others go on', async () => {
    server.fault = ({ changes }) => (changes.some(isBad) ? busy() : null);
    await write('One.', BAD, 'Two.', 'Three.');
    for (let i = 0; i < 3; i++) expect(await sync()).toMatchObject({ is: 'busy' });
    expect(server.asked.map(({ changes }) => changes.length)).toEqual([4, 4, 4]);
    expect(await sync()).toMatchObject({ is: 'ok' });
    expect(applied()).toEqual(['One.', 'Two.', 'Three.']);
    expect(await states()).toEqual({ [BAD]: 'parked' });
    const [aside] = await readOutbox(db);
    expect(aside?.receipt?.errors?.record?.[0]).toMatch(/kept on this phone and will be tried again/);
  });

  test('as it is for a server that does not answer in time', async () => {
    world.fetch = async (path, init) => {
      if (!String(init.body).includes(BAD)) return server.fetch(path, init);
      void world.pass(30_000);
      return new Promise((_, reject) => {
        init.signal?.addEventListener('abort', () => slow().catch(reject));
      });
    };
    await write('One.', BAD, 'Two.');
    for (let i = 0; i < 3; i++) expect(await sync()).toMatchObject({ is: 'offline' });
    expect(await sync()).toMatchObject({ is: 'ok' });
    expect(applied()).toEqual(['One.', 'Two.']);
    expect(await states()).toEqual({ [BAD]: 'parked' });
  });

  test('parks nothing where it is too busy for everything, and counts anew from then on', async () => {
    server.fault = busy;
    await write('One.', 'Two.');
    for (let i = 0; i < 12; i++) expect(await sync()).toMatchObject({ is: 'busy' });
    expect(await states()).toEqual({ 'One.': 'waiting', 'Two.': 'waiting' });
    const polls = server.asked.filter(({ changes }) => changes.length === 0);
    expect(polls).toHaveLength(3);
  });

  test('parks nothing where there is no network', async () => {
    world.fetch = () => Promise.reject(new TypeError('no network'));
    await write('One.');
    for (let i = 0; i < 6; i++) expect(await sync()).toEqual({ is: 'offline' });
    expect(await states()).toEqual({ 'One.': 'waiting' });
  });

  test('is not blamed on what comes first in another batch', async () => {
    server.fault = busy;
    await write('One.');
    for (let i = 0; i < 3; i++) await sync();
    server.fault = () => null;
    await sync();
    server.fault = ({ changes }) => (changes.length > 0 ? busy() : null);
    await write('Two.');
    expect(await sync()).toMatchObject({ is: 'busy' });
    expect(await states()).toEqual({ 'Two.': 'waiting' });
  });
});
