import { expect, test } from 'vitest';
import { addRisk } from '#state/actions';
import { briefedToday, noteBriefed } from '#state/briefed';
import { compareNow } from '#state/comparing';
import { risksOf } from '#state/records';
import { phone } from '#state/session';
import { syncNow } from '#state/status';
import { offline, phoneWithJean, restart } from './support/phone';

const DAY_MS = 24 * 3_600_000;

const noted = () => Object.keys(phone.value?.link.briefed.value ?? {});

test('a risk brief that was read is read for the day, also by an app that is opened anew', async () => {
  const { world, jean } = await phoneWithJean();
  expect(briefedToday(jean)).toBeNull();
  await noteBriefed(jean);
  await restart(world);
  expect(briefedToday(jean)).toBe(new Date(world.tab().now()).toISOString());
  expect(briefedToday('another')).toBeNull();
  world.clock += DAY_MS;
  expect(briefedToday(jean)).toBeNull();
});

test('a brief is to be read again once something else stands in it', async () => {
  const { server, jean } = await phoneWithJean();
  await noteBriefed(jean);
  const said = { flags: ['dog'], said_by: 'The postman', said_on: '2026-11-23' };
  server.write({ id: 'risk', kind: 'risk', client: jean, data: said });
  await syncNow();
  expect(briefedToday(jean)).toBeNull();
  await noteBriefed(jean);
  expect(briefedToday(jean)).not.toBeNull();
});

test('a brief with what she has said herself stays read once the server has that', async () => {
  const { world, server, jean } = await phoneWithJean();
  world.fetch = offline;
  await addRisk(jean, { flags: ['dogs'], said_by: 'The postman', said_on: '2026-11-23' });
  await noteBriefed(jean);
  world.fetch = server.fetch;
  await syncNow();
  expect(risksOf(jean).map(({ standing, version }) => [standing, version])).toEqual([['received', 1]]);
  expect(briefedToday(jean)).not.toBeNull();
});

test('what was read on another day goes with the next', async () => {
  const { world, jean } = await phoneWithJean();
  await noteBriefed('another');
  world.clock += DAY_MS;
  await noteBriefed(jean);
  expect(noted()).toEqual([jean]);
});

test('that it was read goes with the client who is forgotten', async () => {
  const { world, server, jean } = await phoneWithJean();
  await noteBriefed(jean);
  await noteBriefed('another');
  server.forget = [jean];
  await syncNow();
  await restart(world);
  expect(noted()).toEqual(['another']);
});

test('and with a client of whom a comparison finds that they are gone', async () => {
  const { server, jean } = await phoneWithJean();
  await noteBriefed(jean);
  await noteBriefed('another');
  server.spoil(jean, null);
  expect(await compareNow()).toBe(true);
  expect(noted()).toEqual(['another']);
});
