import { beforeEach, describe, expect, test } from 'vitest';
import { alone } from '#sync/alone';
import { backoff } from '#sync/backoff';
import { type Ended, Schedule } from '#sync/schedule';
import { settle, World } from './support/world';

let world: World;
let runs: number;
let ended: Ended;
let schedule: Schedule;

const ok = (waiting = false): Ended => ({ outcome: { is: 'ok', body: null, oldestBuild: 0 }, waiting });

beforeEach(() => {
  world = new World();
  runs = 0;
  ended = ok();
  schedule = new Schedule(world.tab(), async () => {
    runs += 1;
    return ended;
  });
});

describe('the phone talks with the server', () => {
  test('once, soon after several saves', async () => {
    for (let i = 0; i < 3; i++) schedule.wake(300);
    await world.pass(299);
    expect(runs).toBe(0);
    await world.pass(1);
    expect(runs).toBe(1);
  });

  test('every half minute while something waits, and seldom when nothing does', async () => {
    ended = ok(true);
    schedule.wake();
    await world.pass(60_000);
    expect(runs).toBe(3);
    ended = ok();
    await world.pass(30_000);
    await world.pass(299_000);
    expect(runs).toBe(4);
  });

  test('ever more rarely while it fails, five minutes apart at most, and at once when something has changed', async () => {
    ended = { outcome: { is: 'offline' }, waiting: true };
    schedule.wake();
    await world.pass(10_000);
    const early = runs;
    expect(early).toBeGreaterThan(2);
    await world.pass(3_600_000);
    const late = runs;
    await world.pass(300_000);
    expect(runs - late).toBeGreaterThan(0);
    expect(runs - late).toBeLessThan(4);
    schedule.wake();
    await world.pass(0);
    const woken = runs;
    await world.pass(1_000);
    expect(runs).toBeGreaterThan(woken);
  });

  test('not before the server wants it to', async () => {
    ended = { outcome: { is: 'busy', afterMs: 20_000 }, waiting: true };
    schedule.wake();
    await world.pass(20_000);
    expect(runs).toBe(1);
    await world.pass(1_000);
    expect(runs).toBe(2);
  });

  test('not before that at a nudge either, and at once at any other', async () => {
    ended = { outcome: { is: 'busy', afterMs: 20_000 }, waiting: true };
    schedule.wake();
    await world.pass(0);
    for (let i = 0; i < 4; i++) {
      schedule.nudge();
      await world.pass(5_000);
    }
    expect(runs).toBe(1);
    ended = { outcome: { is: 'offline' }, waiting: true };
    await world.pass(1_000);
    expect(runs).toBe(2);
    schedule.nudge();
    await world.pass(0);
    expect(runs).toBe(3);
  });

  test('not at all while its person is signed out, and at once when they are back', async () => {
    ended = { outcome: { is: 'sign_in' }, waiting: true };
    schedule.wake();
    await world.pass(3_600_000);
    schedule.wake();
    await world.pass(3_600_000);
    expect(runs).toBe(1);
    ended = ok();
    schedule.resume();
    await world.pass(0);
    expect(runs).toBe(2);
  });

  test('also when they come back while the last try is still being refused', async () => {
    let answer = (_: Ended) => {};
    const slow = new Schedule(world.tab(), () => {
      runs += 1;
      return new Promise<Ended>((resolve) => {
        answer = resolve;
      });
    });
    slow.wake();
    await world.pass(0);
    slow.resume();
    answer({ outcome: { is: 'sign_in' }, waiting: true });
    await settle();
    expect(runs).toBe(2);
    answer(ok(true));
    await world.pass(30_000);
    expect(runs).toBe(3);
  });

  test('soon after a save, wherever the clock was set to while the next talk was far off', async () => {
    let set = 0;
    // The timers of a browser go on whatever its clock says.
    const outside = { ...world.tab(), now: () => world.clock + set };
    schedule = new Schedule(outside, async () => {
      runs += 1;
      return ok();
    });
    schedule.wake();
    await world.pass(0);
    for (const years of [1, -1, 0]) {
      set = years * 365 * 24 * 3_600_000;
      const before = runs;
      schedule.wake(300);
      await world.pass(300);
      expect(runs).toBe(before + 1);
    }
  });

  test('again by itself once a run by hand shows that its person is back', async () => {
    ended = { outcome: { is: 'sign_in' }, waiting: true };
    await schedule.now();
    ended = ok(true);
    await schedule.now();
    await world.pass(30_000);
    expect(runs).toBe(3);
  });

  test('once more when it was asked to in the middle', async () => {
    const first = schedule.now();
    schedule.wake();
    const second = schedule.now();
    await Promise.all([first, second]);
    await settle();
    expect(runs).toBe(2);
  });

  test('no more after the end', async () => {
    schedule.wake(300);
    schedule.stop();
    schedule.wake();
    await world.pass(3_600_000);
    expect(runs).toBe(0);
  });
});

test('the wait after a failure doubles, within its limits, and differs by chance', () => {
  expect([0, 1, 2].map((failures) => backoff(failures, 1))).toEqual([1000, 2000, 4000]);
  expect(backoff(100, 0.999)).toBeLessThanOrEqual(300_000);
  expect(backoff(3, 0)).not.toBe(backoff(3, 0.5));
});

describe('one tab at a time', () => {
  const gate = () => {
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    return { open, opened };
  };

  test('does the work', async () => {
    const order: string[] = [];
    const first = gate();
    const runs = [
      alone(world.tab(), 'sync', async () => {
        order.push('first');
        await first.opened;
        order.push('first ends');
      }),
      alone(world.tab(), 'sync', async () => void order.push('second')),
    ];
    await settle();
    first.open();
    await Promise.all(runs);
    expect(order).toEqual(['first', 'first ends', 'second']);
  });

  test('is passed over after a minute when it was frozen, and ends its own work all the same', async () => {
    const frozen = gate();
    const first = alone(world.tab(), 'sync', async () => {
      await frozen.opened;
      return 'first';
    });
    const second = alone(world.tab(), 'sync', async () => 'second');
    await world.pass(60_000);
    expect(await second).toBe('second');
    frozen.open();
    expect(await first).toBe('first');
  });

  test('reports its own failure', async () => {
    await expect(alone(world.tab(), 'sync', () => Promise.reject(new Error('mine')))).rejects.toThrow('mine');
  });

  test('is all there is where a browser has no locks', async () => {
    expect(await alone({ ...world.tab(), locks: null }, 'sync', async () => 1)).toBe(1);
  });
});
