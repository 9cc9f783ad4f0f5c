import { beforeEach, describe, expect, test, vi } from 'vitest';
import { readBase } from '#storage/base';
import { storeRepair } from '#storage/comparison';
import { Database } from '#storage/database';
import { readDrafts } from '#storage/drafts';
import { readMeta } from '#storage/meta';
import { appendChanges, readOutbox } from '#storage/outbox';
import { storePage } from '#storage/page';
import { currentPerson, rememberPerson } from '#storage/people';
import { prepare } from '#storage/recovery';
import { parkChange, renumberChanges, unparkChanges } from '#storage/sequence';
import { NOTHING_APART } from './support/apart';
import { putDraft } from './support/drafts';
import { change, page, row } from './support/pages';
import { MORAG } from './support/server';
import { World } from './support/world';

let world: World;
let db: Database;
const meta = () => db.read(['meta'], readMeta);
const orders = async () => (await readOutbox(db)).map((entry) => [entry.change.id, entry.state, entry.order]);

beforeEach(async () => {
  world = new World();
  db = new Database(world.tab(), 'doorstep:test');
  await prepare(db, 'device-1', null, NOTHING_APART, '');
});

/** Closes the app and opens it again. */
async function restart(): Promise<void> {
  await db.close();
  db = new Database(world.tab(), 'doorstep:test');
}

describe('what is saved', () => {
  test('survives a restart, in its order', async () => {
    await appendChanges(db, [change('a'), change('b')]);
    await appendChanges(db, [change('c')]);
    await restart();
    expect(await orders()).toEqual([
      ['a', 'waiting', 1],
      ['b', 'waiting', 2],
      ['c', 'waiting', 3],
    ]);
    expect((await meta()).seq).toBe(3);
  });

  test('waits for the disk, and so does a draft; what the server can say again does not', async () => {
    const opened = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await appendChanges(db, [change('a')]);
    const draft = { key: 'k', form: 'note', client: null, data: {}, savedAt: '2026-11-23T10:00:00.000Z' };
    await putDraft(db, draft);
    await storePage(db, page({ records: [row('n')] }));
    const written = opened.mock.calls
      .filter(([, mode]) => mode === 'readwrite')
      .map(([, , options]) => options);
    opened.mockRestore();
    expect(written).toEqual([{ durability: 'strict' }, { durability: 'strict' }, { durability: 'relaxed' }]);
  });

  test('gets numbers without gaps from two tabs that save at the same moment', async () => {
    const other = new Database(world.tab(), 'doorstep:test');
    const ids = Array.from({ length: 20 }, (_, i) => `c${i}`);
    await Promise.all(ids.map((id, i) => appendChanges(i % 2 ? db : other, [change(id)])));
    expect((await orders()).map(([, , order]) => order)).toEqual(ids.map((_, i) => i + 1));
  });

  test('is there whole or not at all when the app dies in the middle', async () => {
    const dying = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(function (
      this: IDBObjectStore,
      value,
    ) {
      // The first change is written, and the app ends before the second and its numbers are.
      const request = this.put(value);
      this.transaction.abort();
      return request;
    });
    await expect(appendChanges(db, [change('a'), change('b')])).rejects.toThrow();
    dying.mockRestore();
    await restart();
    expect(await orders()).toEqual([]);
    expect((await meta()).seq).toBe(0);
  });

  test('keeps its number when a lost connection makes the phone save it twice', async () => {
    await appendChanges(db, [change('a')]);
    await appendChanges(db, [change('a'), change('b')]);
    expect((await orders()).map(([id, , order]) => [id, order])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });
});

describe('a lost connection', () => {
  test('is opened anew, once', async () => {
    await appendChanges(db, [change('a')]);
    const lost = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
      throw new DOMException('Connection to Indexed Database server lost.', 'UnknownError');
    });
    await appendChanges(db, [change('b')]);
    lost.mockRestore();
    expect((await orders()).length).toBe(2);
  });

  test('that stays lost is said', async () => {
    const lost = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw new DOMException('Connection to Indexed Database server lost.', 'UnknownError');
    });
    await expect(appendChanges(db, [change('b')])).rejects.toThrow('lost');
    lost.mockRestore();
  });

  test('by silence is noticed after ten seconds, and the work is done once more', async () => {
    let tries = 0;
    const done = db.write(['meta'], 'strict', async () => {
      tries += 1;
      // A transaction that never calls back, as Safari's after the app was in the background.
      if (tries === 1) await new Promise(() => {});
      return tries;
    });
    await world.pass(10_000);
    expect(await done).toBe(2);
  });

  test('because a newer build changes the database makes this one step aside', async () => {
    await appendChanges(db, [change('a')]);
    const upgrade = world.indexedDB.open('doorstep:test', 99);
    const upgraded = await new Promise<IDBDatabase>((resolve, reject) => {
      upgrade.onblocked = () => reject(new Error('blocked'));
      upgrade.onsuccess = () => resolve(upgrade.result);
    });
    upgraded.close();
    await expect(readOutbox(db)).rejects.toThrow();
  });
});

describe('the numbers of a device', () => {
  test('close the gap when a change is set aside, and it goes to the end when it is tried again', async () => {
    const [, second] = await appendChanges(db, [change('a'), change('b'), change('c')]);
    if (second === undefined) throw new Error('not saved');
    await parkChange(db, second, { id: 'b', status: 'parked' }, 0);
    await parkChange(db, second, { id: 'b', status: 'parked' }, 0);
    expect((await orders()).filter(([, state]) => state === 'waiting')).toEqual([
      ['a', 'waiting', 1],
      ['c', 'waiting', 2],
    ]);
    await unparkChanges(db);
    expect((await orders()).at(-1)).toEqual(['b', 'waiting', 3]);
    expect((await meta()).seq).toBe(3);
  });

  test('begin anew for a new device, and what has its receipt stays before them', async () => {
    const sent = await appendChanges(db, [change('a'), change('b'), change('c')]);
    await storePage(db, page({ sent: sent.slice(0, 1), receipts: [{ id: 'a', status: 'refused' }] }));
    await renumberChanges(db, 'device-2');
    expect(await orders()).toEqual([
      ['a', 'refused', -1],
      ['b', 'waiting', 1],
      ['c', 'waiting', 2],
    ]);
    expect(await meta()).toMatchObject({ device: 'device-2', formerly: ['device-1'], seq: 2 });
  });
});

test('a comparison is not stored when another tab has read on since it was made', async () => {
  await storePage(db, page({ cursor: '5', records: [row('n', 5)] }));
  const settled = { cursor: null };
  const old = {
    asked: null,
    differ: { jean: {} },
    records: [],
    forget: [],
    known: {},
    now: '2026-11-23T10:00:00.000Z',
    settled,
  };
  expect(await storeRepair(db, old)).toBeNull();
  expect((await readBase(db)).map(({ id }) => id)).toEqual(['n']);
  await storeRepair(db, { ...old, asked: '5' });
  expect(await readBase(db)).toEqual([]);
});

test('drafts are found again, the latest first', async () => {
  const draft = { form: 'note', client: 'jean', data: { text: 'She said' } };
  await putDraft(db, { ...draft, key: 'old', savedAt: '2026-11-22T10:00:00.000Z' });
  await putDraft(db, { ...draft, key: 'new', savedAt: '2026-11-23T10:00:00.000Z' });
  await restart();
  expect((await readDrafts(db)).map(({ key }) => key)).toEqual(['new', 'old']);
});

test('a device keeps its id', async () => {
  expect((await prepare(db, 'device-2', null, NOTHING_APART, '')).device).toBe('device-1');
});

test('the phone knows who was last at work, until they sign out', async () => {
  expect(await currentPerson(world.tab())).toBeNull();
  await rememberPerson(world.tab(), MORAG);
  expect(await currentPerson(world.tab())).toEqual(MORAG);
  await rememberPerson(world.tab(), null);
  expect(await currentPerson(world.tab())).toBeNull();
});
