import { beforeEach, describe, expect, test } from 'vitest';
import { readBase } from '#storage/base';
import { Database } from '#storage/database';
import { readMeta } from '#storage/meta';
import { appendChanges, readOutbox } from '#storage/outbox';
import { prepare } from '#storage/recovery';
import { synchronise } from '#sync/engine';
import { NOTHING_APART } from './support/apart';
import { deskOf } from './support/desk';
import { json, Server } from './support/server';
import { World } from './support/world';

let world: World;
let server: Server;
let db: Database;

const sync = () => synchronise(deskOf(world, db));
const meta = () => db.read(['meta'], readMeta);
const waiting = async () => (await readOutbox(db)).map(({ change, order }) => [change.set?.text, order]);

async function write(...texts: string[]): Promise<void> {
  const { id } = world.tab();
  const rest = { kind: 'note', client: 'jean', base: 0, at: '2026-11-23T10:00:00.000Z', form: 1 };
  await appendChanges(
    db,
    texts.map((text) => ({ ...rest, id: id(), record: id(), set: { text } })),
  );
}

/** Alters every answer on its way; a phone that asks without end finds no network at last. */
function alter(change: (answer: Record<string, unknown>) => unknown): void {
  world.fetch = async (path, init) => {
    if (server.asked.length >= 30) throw new TypeError('no network');
    const answer = await (await server.fetch(path, init)).json();
    return json(change(answer as Record<string, unknown>));
  };
}

beforeEach(async () => {
  world = new World();
  server = new Server();
  world.fetch = server.fetch;
  db = new Database(world.tab(), 'doorstep:test');
  await prepare(db, world.tab().id(), null, NOTHING_APART, '');
});

describe('an answer that lacks something', () => {
  test.each(['receipts', 'records', 'forget', 'cursor', 'now', 'device_seq'])(
    '(%s) is none: nothing of it is stored, and nothing is numbered anew',
    async (name) => {
      await write('one', 'two');
      const before = await meta();
      alter(({ [name]: _, ...rest }) => rest);
      expect((await sync()).is).toBe('server_error');
      expect(await meta()).toEqual(before);
      expect(await waiting()).toEqual([
        ['one', 1],
        ['two', 2],
      ]);
      world.fetch = server.fetch;
      expect((await sync()).is).toBe('ok');
      expect(server.applied).toHaveLength(2);
      expect(await waiting()).toEqual([]);
    },
  );
});

test('a server that always says there is more, and brings nothing, is left alone after a while', async () => {
  await write('one');
  alter((answer) => ({ ...answer, records: [], cursor: '0', more: true }));
  expect((await sync()).is).toBe('rejected');
  expect(server.asked.length).toBeLessThan(5);
  expect(server.applied).toHaveLength(1);
});

test('a word about a change that this phone does not know holds up nothing of what is to be fetched', async () => {
  for (let i = 0; i < 1200; i++) {
    server.write({ id: `row ${i}`, kind: 'note', client: 'jean', data: { text: `${i}` } });
  }
  server.judge = ({ set }) => (set?.text === 'odd' ? { status: 'pondered' as 'held' } : null);
  await write('one', 'odd', 'two');
  expect((await sync()).is).toBe('rejected');
  expect(server.applied).toHaveLength(2);
  expect(await waiting()).toEqual([['odd', 2]]);
  expect(await readBase(db)).toHaveLength(1202);
});

test('of a record that a page brings twice, the newer stays', async () => {
  const old = server.write({ id: 'n', kind: 'note', client: 'jean', data: { text: 'Old.' } });
  const made = server.write({ id: 'n', kind: 'note', client: 'jean', data: { text: 'New.' } });
  alter((answer) => ({ ...answer, records: [made, old] }));
  await sync();
  expect((await readBase(db)).map(({ version, data }) => [version, data.text])).toEqual([[2, 'New.']]);
});
