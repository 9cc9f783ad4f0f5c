import { beforeEach, describe, expect, test, vi } from 'vitest';
import { readBase } from '#storage/base';
import { storeRepair } from '#storage/comparison';
import { Database } from '#storage/database';
import { type Draft, readDrafts } from '#storage/drafts';
import { readMeta } from '#storage/meta';
import { appendChanges, readOutbox } from '#storage/outbox';
import { storePage } from '#storage/page';
import { prepare } from '#storage/recovery';
import { parkChange } from '#storage/sequence';
import { NOTHING_APART } from './support/apart';
import { putDraft } from './support/drafts';
import { change, page, row } from './support/pages';
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

describe('an answer', () => {
  test('is not stored when another tab has read on since it was asked for', async () => {
    await storePage(db, page({ cursor: '5', records: [row('n', 5)] }));
    expect(await storePage(db, page({ asked: null, cursor: '3', records: [row('n', 3)] }))).toBeNull();
    expect((await meta()).cursor).toBe('5');
    expect((await readBase(db))[0]?.version).toBe(5);
  });

  test('is stored with its cursor or not at all', async () => {
    const original = IDBObjectStore.prototype.put;
    const dying = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...args
    ) {
      if (args[1] === 'cursor') this.transaction.abort();
      return original.apply(this, args);
    });
    await expect(storePage(db, page({ records: [row('n')] }))).rejects.toThrow();
    dying.mockRestore();
    await restart();
    expect(await readBase(db)).toEqual([]);
    expect((await meta()).cursor).toBeNull();
  });

  test('lets a change leave only when its row is here', async () => {
    const sent = await appendChanges(db, [change('a')]);
    const receipts = [{ id: 'a', status: 'applied' as const, version: 1 }];
    const first = await storePage(db, page({ sent, receipts, more: true }));
    expect(first?.marked.map((entry) => entry.state)).toEqual(['received']);
    const second = await storePage(db, page({ asked: '1', cursor: '2', records: [row('a')], more: true }));
    expect(second?.left).toEqual(['a']);
    expect(await orders()).toEqual([]);
  });

  test('at the end of the feed lets every receipted change leave, since every row is here', async () => {
    const sent = await appendChanges(db, [change('a')]);
    await storePage(db, page({ sent, receipts: [{ id: 'a', status: 'conflict', version: 9 }] }));
    expect(await orders()).toEqual([]);
  });

  test('keeps what was refused, with the reason, and what is held', async () => {
    const sent = await appendChanges(db, [change('a'), change('b')]);
    const errors = { text: ['Longer than 20,000 characters.'] };
    const receipts = [
      { id: null, index: 0, status: 'refused' as const, errors },
      { id: 'b', status: 'held' as const },
    ];
    await storePage(db, page({ sent, receipts }));
    await restart();
    const [refused, held] = await readOutbox(db);
    expect(refused?.receipt?.errors).toEqual(errors);
    expect([refused?.state, held?.state]).toEqual(['refused', 'held']);
  });

  test('makes the phone forget a client, but never what exists only here', async () => {
    await storePage(db, page({ records: [row('n1'), row('n2', 1, 'other')] }));
    const all = await appendChanges(
      db,
      ['held', 'refused', 'later'].map((id) => change(id)),
    );
    const receipts = [
      { id: 'held', status: 'held' as const },
      { id: 'refused', status: 'refused' as const },
    ];
    const applied = await storePage(
      db,
      page({ asked: '1', cursor: '2', sent: all.slice(0, 2), receipts, forget: ['jean'] }),
    );
    expect(applied?.gone).toEqual(['n1']);
    expect((await readBase(db)).map((one) => one.id)).toEqual(['n2']);
    expect((await orders()).map(([id]) => id)).toEqual(['held', 'refused', 'later']);
    expect(await meta()).toMatchObject({ forgotten: ['jean'], unconfirmed: ['jean'] });
  });

  test('and a comparison take out of drafts what was shown of a client who is forgotten', async () => {
    const draft = (key: string, client: string | null): Draft => ({
      ...{ key, form: 'client', client, savedAt: '2026-11-23T10:00:00.000Z' },
      data: { begun: '', shown: { gp: 'Theirs' }, values: { gp: 'Theirs', phone: 'Mine' } },
    });
    const kept = async () => (await readDrafts(db)).map(({ data }) => data).sort();
    await putDraft(db, draft('/clients/jean', 'jean'));
    await storePage(db, page({ forget: ['jean'] }));
    expect(await kept()).toEqual([{ begun: '', values: { phone: 'Mine' } }]);
    await putDraft(db, draft('/clients/jean', 'jean'));
    await storeRepair(db, {
      ...{
        asked: '1',
        differ: {},
        records: [],
        forget: ['jean'],
        known: {},
        now: '2026-11-23T10:00:00.000Z',
      },
      settled: { cursor: '1' },
    });
    expect(await kept()).toEqual([{ begun: '', values: { phone: 'Mine' } }]);
  });

  test('that made the phone forget a client leaves no old values in what is set aside later', async () => {
    await storePage(db, page({ forget: ['jean'] }));
    const [entry] = await appendChanges(db, [{ ...change('a'), base: 1, was: { text: 'Theirs' } }]);
    if (entry === undefined) throw new Error('Nothing was saved.');
    await parkChange(db, entry, { id: 'a', status: 'parked' }, 0);
    const [aside] = await readOutbox(db);
    expect(aside).toMatchObject({ state: 'parked', change: { set: { text: 'Typed a.' } } });
    expect(aside?.change).not.toHaveProperty('was');
  });

  test('tells the server once that a client was forgotten, and takes them back when they return', async () => {
    await storePage(db, page({ forget: ['jean'] }));
    await storePage(db, page({ asked: '1', cursor: '2', confirmed: ['jean'] }));
    expect(await meta()).toMatchObject({ forgotten: ['jean'], unconfirmed: [] });
    const applied = await storePage(
      db,
      page({ asked: '2', cursor: '3', forget: ['jean'], records: [row('n1')] }),
    );
    expect(applied?.gone).toEqual([]);
    expect((await readBase(db)).length).toBe(1);
    expect((await meta()).forgotten).toEqual([]);
  });
});
