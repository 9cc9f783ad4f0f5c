import { beforeEach, expect, test } from 'vitest';
import { callForHelp } from '#state/help';
import { visitOf } from '#state/records';
import { syncNow } from '#state/status';
import { type Visiting, visitingOf, wantsPin } from '#state/visiting';
import { planVisit } from '#state/visits';
import { newPhone, offline, restart, withJean } from './support/phone';
import type { Server } from './support/server';
import type { World } from './support/world';

let world: World;
let server: Server;
let id: string;

beforeEach(async () => {
  ({ world, server } = await newPhone());
  await begin();
});

async function begin(flagged = false): Promise<void> {
  const planned_at = new Date(world.clock).toISOString();
  id = await planVisit(await withJean(world), { planned_at, minutes: 45 });
  await syncNow().catch(() => undefined);
  await (await visiting()).start({ along: null, briefedAt: null, flagged });
  await world.pass(1000);
}

async function visiting(): Promise<Visiting> {
  await world.pass(0);
  const visit = visitOf(id);
  if (visit === undefined) throw new Error('no visit');
  return visitingOf(visit);
}

/** How the visit stands, and whether finishing it wants the PIN. */
async function asked(): Promise<[string, boolean]> {
  const { standing } = await visiting();
  return [standing.face, wantsPin(standing)];
}

test('a visit within its time wants no PIN', async () => {
  expect(await asked()).toEqual(['armed', false]);
});

test('a visit that began at a risk wants the PIN when nothing of that is on the phone any more', async () => {
  await (await visiting()).finish('took_place', null);
  await begin(true);
  world.fetch = offline;
  await restart(world);
  expect(await asked()).toEqual(['armed', true]);
});

test('a call for help that was pressed by accident and is over wants the PIN, offline and after a restart', async () => {
  await callForHelp();
  await world.pass(30_000);
  expect(server.watch.alert).toBeNull();
  expect(await asked()).toEqual(['armed', true]);
  world.fetch = offline;
  await restart(world);
  expect(await asked()).toEqual(['armed', true]);
});

test('a call for help that has not gone out wants the PIN', async () => {
  world.fetch = offline;
  await callForHelp();
  expect(await asked()).toEqual(['armed', true]);
});

test('an alert of which only the server knows, as of a call on another phone, wants the PIN for good', async () => {
  server.watch.move(id, { alerted: true });
  await world.pass(30_000);
  world.fetch = offline;
  await restart(world);
  expect(await asked()).toEqual(['armed', true]);
});

test('once a PIN was wrong the end wants one, after more time and offline too', async () => {
  await (await visiting()).finish('took_place', 'wrong');
  await world.pass(1000);
  await (await visiting()).extend(10);
  await world.pass(1000);
  world.fetch = offline;
  await restart(world);
  expect((await visiting()).standing.refusal).toBeNull();
  expect(await asked()).toEqual(['armed', true]);
});

test('a visit that began without a network wants the PIN once its time is up by this phone’s own count', async () => {
  world.fetch = offline;
  await begin();
  await world.pass(44 * 60_000);
  expect(await asked()).toEqual(['not_protected', false]);
  await (await visiting()).extend(10);
  await world.pass(10 * 60_000);
  expect(await asked()).toEqual(['not_protected', false]);
  await world.pass(60_000);
  expect(await asked()).toEqual(['not_protected', true]);
});
