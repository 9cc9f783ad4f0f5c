import { beforeEach, expect, test } from 'vitest';
import { readBase } from '#storage/base';
import { Database } from '#storage/database';
import { appendChanges, readOutbox } from '#storage/outbox';
import { prepare } from '#storage/recovery';
import { synchronise } from '#sync/engine';
import { Patience } from '#sync/patience';
import { NOTHING_APART } from './support/apart';
import { deskOf } from './support/desk';
import { Server } from './support/server';
import { World } from './support/world';

let world: World;
let server: Server;
let db: Database;
let patience: Patience;

async function run(): Promise<string> {
  const ended = synchronise(deskOf(world, db, { patience }));
  let is = '';
  void ended.then((outcome) => {
    is = outcome.is;
  });
  while (is === '') await world.pass(1000);
  return is;
}

/** A network that carries so many bytes in a second, and has begun an answer long before it has brought it. */
function slow(bytes: number): void {
  world.fetch = async (path, init) => {
    const answer = await server.fetch(path, init);
    const text = await answer.text();
    const body = new ReadableStream({
      start: (line) => {
        init.signal?.addEventListener('abort', () => line.error(new DOMException('Cut off.', 'AbortError')));
        world.tab().after((1000 * text.length) / bytes, () => {
          if (init.signal?.aborted) return;
          line.enqueue(new TextEncoder().encode(text));
          line.close();
        });
      },
    });
    return new Response(body, { status: answer.status, headers: answer.headers });
  };
}

beforeEach(async () => {
  world = new World();
  server = new Server();
  db = new Database(world.tab(), 'doorstep:test');
  patience = new Patience();
  await prepare(db, world.tab().id(), null, NOTHING_APART, '');
  for (let i = 0; i < 600; i++) {
    const text = `${i}`.padEnd(300);
    server.write({ id: `row ${i}`, kind: 'note', client: 'jean', data: { text } });
  }
});

test('a network that cannot bring a whole page in time brings shorter ones, and the receipt with the first', async () => {
  const change = { kind: 'note', client: 'jean', base: 0, at: '2026-11-23T10:00:00.000Z', form: 1 };
  await appendChanges(db, [{ ...change, id: 'c', record: 'n', set: { text: 'Mine.' } }]);
  slow(3000);
  const ends: string[] = [];
  while (ends.length < 6 && ends.at(-1) !== 'ok') ends.push(await run());
  expect(ends.at(-1)).toBe('ok');
  expect(await readOutbox(db)).toEqual([]);
  expect(await readBase(db)).toHaveLength(601);
  world.fetch = server.fetch;
  for (let i = 0; i < 4; i++) await run();
  expect(server.asked.at(-1)?.limit).toBe(500);
});
