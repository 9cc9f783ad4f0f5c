import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { isWaiting, type Position } from '#domain/signal';
import { keepDraft } from '#state/drafts';
import { callForHelp } from '#state/help';
import { closeLifelines, told } from '#state/lifelines';
import { safeToHandOver } from '#state/safe-to-hand-over';
import { signIn, signOut, start } from '#state/session';
import { storageLoss, syncNow } from '#state/status';
import { workOfStrangers } from '#state/strangers';
import { newPhone, offline, withJean } from './support/phone';
import { MORAG, type Server } from './support/server';
import type { World } from './support/world';

let world: World;
let server: Server;
let jean: string;

beforeEach(async () => {
  ({ world, server } = await newPhone());
  jean = await withJean(world);
});

/** The browser empties all that it keeps, the list of people too, once its person has gone. */
async function empty(): Promise<void> {
  await signOut();
  await closeLifelines();
  world.indexedDB = new IDBFactory();
  await start(world.tab());
  await world.pass(0);
}

async function moragSignsIn(): Promise<void> {
  world.fetch = server.fetch;
  await signIn('worker@demo.example', 'right');
  await syncNow();
}

test('a call for help that was lost unsent is told of before its caller signs in', async () => {
  expect(server.person).toBe(MORAG);
  world.fetch = offline;
  await callForHelp();
  await world.pass(1000);
  await empty();
  expect(workOfStrangers.value).toBe('lost');
  expect(safeToHandOver.value.reasons).toContain('lost');
  await moragSignsIn();
  expect(storageLoss.value).toMatchObject({ missing: 0, signals: 1 });
});

test('a text that was begun is told of, lost or found', async () => {
  keepDraft('note/new', 'note', jean, { text: 'Half a no' });
  await world.pass(1000);
  await empty();
  expect(workOfStrangers.value).toBe('found');
  await moragSignsIn();
  expect(storageLoss.value).toMatchObject({ drafts: { recovered: 1, missing: 0 } });
});

test('who had nothing here that was not sent is told of by nobody', async () => {
  await callForHelp();
  await world.pass(60_000);
  await empty();
  expect(workOfStrangers.value).toBeNull();
});

test('where the phone was, which alone still waits, is nothing that anybody misses', async () => {
  let found: (position: Position) => void = () => {};
  world.locate = () =>
    new Promise((resolve) => {
      found = resolve;
    });
  await callForHelp();
  await world.pass(10_000);
  world.fetch = offline;
  found({ lat: 55.9, lon: -3.2, accuracy_m: 20 });
  await world.pass(1000);
  expect(told.value.known.sent.filter(isWaiting).map(({ signal }) => signal.type)).toEqual(['position']);
  await empty();
  expect(workOfStrangers.value).toBeNull();
});
