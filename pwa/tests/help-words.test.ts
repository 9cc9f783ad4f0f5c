import { expect, test } from 'vitest';
import type { AlertWord, Known, Sent, Watch } from '#domain/signal';
import { panicOf } from '#domain/visit';
import { Database } from '#storage/database';
import { keepHeard, readKnown } from '#storage/signals';
import { World } from './support/world';

const at = (clock: string) => `2026-11-23T${clock}:00.000Z`;

const panic: Sent = {
  signal: { type: 'panic', visit: 'v', id: 'p', at: at('15:00') },
  seq: 2,
  receipt: { id: 'p', status: 'received' },
  heard: at('15:00'),
};

function watchAt(now: string, owner: string | null, ended: string | null = null): Watch {
  const alert: AlertWord = {
    id: 'a',
    kind: 'panic',
    state: owner === null ? 'open' : 'owned',
    opened: at('15:00'),
    told_at: null,
    nobody_told: false,
    owner,
  };
  return {
    now: at(now),
    engine: { ok: true, heartbeat_age_s: 1 },
    watching: [],
    monitor: {},
    policy: { grace_s: 300, flagged_grace_s: 120, extend_most_min: 60 },
    pin: { set: false, key: null },
    visits: [
      { id: 'v', state: ended ? 'ended' : 'armed', due: null, alert_at: null, ended: ended && at(ended) },
    ],
    alert,
  };
}

const knownOf = (watch: Watch, sent: Sent[] = [panic]): Known => ({ sent, watch, measured: null });

test('a call after which a visit has ended is told apart, by its receipt and by what the server says', () => {
  const finish: Sent = {
    signal: { type: 'finish', visit: 'v', id: 'f', at: at('15:20') },
    seq: 3,
    receipt: { id: 'f', status: 'received', visit: { id: 'v', state: 'ended', due: null, alert_at: null } },
    heard: at('15:20'),
  };
  expect(panicOf(knownOf(watchAt('15:10', 'Mo')))?.ended).toBe(false);
  expect(panicOf(knownOf(watchAt('15:10', 'Mo'), [panic, finish]))?.ended).toBe(true);
  expect(panicOf(knownOf(watchAt('15:30', null, '15:20')))?.ended).toBe(true);
  expect(panicOf(knownOf(watchAt('15:30', null, '14:20')))?.ended).toBe(false);
});

test('whoever looked after a call and does so no longer is remembered, also by an app that was closed', async () => {
  const outside = new World().tab();
  const measured = { offset: 0, at: 0 };
  const hear = async (watch: Watch) => {
    const db = new Database(outside, 'doorstep:test');
    await keepHeard(db, [], { receipts: [], now: watch.now, measured, watch });
    const { taken = null } = await readKnown(db);
    await db.close();
    return panicOf({ ...knownOf(watch), taken })?.left;
  };
  expect(await hear(watchAt('15:01', null))).toBeNull();
  expect(await hear(watchAt('15:02', 'Ewan Lockhart'))).toBeNull();
  expect(await hear(watchAt('15:08', null))).toBe('Ewan Lockhart');
  expect(await hear(watchAt('15:09', 'Mo'))).toBeNull();
  expect(
    await hear({
      ...watchAt('15:20', null),
      alert: { ...watchAt('15:20', null).alert, id: 'b' } as AlertWord,
    }),
  ).toBeNull();
});
