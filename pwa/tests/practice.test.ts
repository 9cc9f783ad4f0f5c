import { beforeEach, expect, test } from 'vitest';
import { beginAgain, practised, practisedHelp, practiseHelp, putAwayHelp } from '#state/practice';
import { start } from '#state/session';
import { newPhone } from './support/phone';
import type { Server } from './support/server';
import type { World } from './support/world';

const ALONE = { along: null, briefedAt: null, flagged: false };

let world: World;
let server: Server;

beforeEach(async () => {
  ({ world, server } = await newPhone());
  await start(world.tab());
  beginAgain();
});

test('a visit is practised from its start to its end, and nothing of it leaves the phone', async () => {
  const before = server.asked.length;
  expect(practised()).toMatchObject({ practice: true, worker: 'Morag Bell', standing: { face: 'planned' } });
  await practised().start(ALONE);
  expect(practised().standing.face).not.toBe('planned');
  await practised().extend(30);
  await practised().checkIn();
  await practised().finish('took_place', null);
  expect(['ending', 'ended']).toContain(practised().standing.face);
  expect(server.asked).toHaveLength(before);
});

test('help is practised, and put away again', async () => {
  expect(practisedHelp.value).toBeNull();
  await practised().start(ALONE);
  practiseHelp();
  expect(practisedHelp.value).not.toBeNull();
  putAwayHelp();
  expect(practisedHelp.value).toBeNull();
});
