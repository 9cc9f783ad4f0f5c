import { beforeEach, describe, expect, test } from 'vitest';
import { addNote } from '#state/actions';
import { compareNow } from '#state/comparing';
import { safeToHandOver } from '#state/safe-to-hand-over';
import { status, syncNow } from '#state/status';
import { Database } from '#storage/database';
import { keepHeard, readKnown } from '#storage/signals';
import { newPhone, offline, withJean } from './support/phone';
import type { Server } from './support/server';
import { START, type World } from './support/world';

const DAY = 24 * 3_600_000;
const YEAR = 365 * DAY;

let world: World;
let server: Server;
let jean: string;

let set = 0;
/** The clock of the phone is set to another time; the server's goes on as before. */
const setBy = async (ms: number) => {
  set += ms;
  world.clock += ms;
  await world.happen('shown');
};
/** Time goes by while nobody looks. */
const wait = async (ms: number) => {
  world.clock += ms;
  await world.happen('shown');
  await world.pass(0);
};

beforeEach(async () => {
  ({ world, server } = await newPhone());
  set = 0;
  server.now = () => world.clock - set;
  jean = await withJean(world);
});

describe('a phone whose clock is set while it has no network', () => {
  test('does not call fresh what was written while its clock ran ahead', async () => {
    world.fetch = offline;
    await setBy(YEAR);
    await addNote(jean, { text: 'A note.' });
    expect(status.value.age).toBe('fresh');
    await setBy(-YEAR);
    await wait(2 * DAY);
    expect(status.value).toMatchObject({ unsent: 1, age: 'red' });
  });

  test('counts each by the clock that it was written by once it has heard the server again', async () => {
    await setBy(YEAR);
    await syncNow();
    world.fetch = offline;
    await addNote(jean, { text: 'A note.' });
    await setBy(-YEAR);
    await wait(5 * 3_600_000);
    server.judge = () => ({ status: 'pondered' as 'held' });
    world.fetch = server.fetch;
    await syncNow();
    expect(status.value).toMatchObject({ unsent: 1, age: 'amber' });
    expect(server.asked.at(-1)?.unsent).toEqual({ count: 1, oldest_at: '2026-11-23T10:00:00.000Z' });
  });

  test('is not said to be safe to hand over by a word that it seems to have heard in the future', async () => {
    await compareNow();
    expect(safeToHandOver.value.safe).toBe(true);
    world.fetch = offline;
    await wait(3 * DAY);
    await setBy(-YEAR);
    expect(safeToHandOver.value).toMatchObject({
      safe: false,
      reasons: ['not_received_today', 'not_compared'],
    });
  });
});

test('a phone that was told a time years ahead goes on comparing itself each week', async () => {
  server.now = () => world.clock + 50 * YEAR;
  await compareNow();
  expect(server.compared).toHaveLength(1);
  server.now = () => world.clock;
  await syncNow();
  expect(server.compared).toHaveLength(2);
  await syncNow();
  expect(server.compared).toHaveLength(2);
});

test('a phone that was told a time years ahead takes what the server says of the watch after that', async () => {
  const db = new Database(world.tab(), 'doorstep:watch');
  const measured = { offset: 0, at: 0 };
  const words = [50 * YEAR, 2000, 1000].map((ms) => ({
    ...server.watch.tell(),
    now: new Date(START + ms).toISOString(),
  }));
  for (const watch of words) await keepHeard(db, [], { receipts: [], now: watch.now, measured, watch });
  // Of two answers that overtook each other the later one stays.
  expect((await readKnown(db)).watch?.now).toBe(words[1]?.now);
});
