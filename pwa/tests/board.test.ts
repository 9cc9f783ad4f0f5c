import { beforeEach, describe, expect, test } from 'vitest';
import { timelineOf } from '#domain/board';
import { act, endVisit, giveTime, startDrill } from '#state/alerts';
import {
  alertOf,
  alerts,
  askBoard,
  board,
  boardNow,
  boardVisits,
  causes,
  freshness,
  look,
} from '#state/board';
import { offered } from '#state/push';
import { phone } from '#state/session';
import { quiet, siren, sound, testSound } from '#state/siren';
import { board as boardText, alert as say } from '#text/en';
import { offline, restart } from './support/phone';
import { json } from './support/server';
import { ALERT, BOARD, minute, newBoard, VISIT, type WatchServer } from './support/watch';
import { type FakeSound, START, settle, type World } from './support/world';

let world: World;
let server: WatchServer;

beforeEach(async () => {
  ({ world, server } = await newBoard());
});

const speaker = () => world.sound as FakeSound;
const why = () => causes.value.map(({ is }) => is);

async function alerted(part: Partial<typeof ALERT> = {}): Promise<void> {
  server.board = { ...BOARD, alerts: [{ ...ALERT, ...part }] };
  world.streams[0]?.say('alert');
  await settle();
}

describe('an open board', () => {
  test('shows an alert at the word of the server, and sounds', async () => {
    expect(alerts.value).toEqual([]);
    expect(siren.value).toBe('silent');
    await alerted();
    expect(alerts.value.map(({ id }) => id)).toEqual(['a1']);
    expect(siren.value).toBe('sounding');
    expect(speaker().played).toEqual(['siren']);
  });

  test('asks every five seconds by itself, and at once when the network or the person is back', async () => {
    const before = server.looks;
    await world.pass(20_000);
    expect(server.looks - before).toBe(4);
    await world.happen('shown');
    expect(server.looks - before).toBe(5);
    await world.happen('online');
    expect(server.looks - before).toBeGreaterThan(5);
  });

  test('asks seldom for somebody who is neither on duty nor looking', async () => {
    server.board = { ...BOARD, me: { ...BOARD.me, on_duty: false } };
    await askBoard();
    const before = server.looks;
    await world.pass(29_000);
    expect(server.looks).toBe(before);
    const leave = look();
    await world.pass(10_000);
    expect(server.looks - before).toBeGreaterThanOrEqual(3);
    leave();
  });

  test('says that somebody is there only where it would sound', async () => {
    server.board = { ...BOARD, me: { ...BOARD.me, on_duty: false } };
    await askBoard();
    await world.pass(31_000);
    expect(server.asked.at(-1)).toBe('GET /board?attended=false');
    const leave = look();
    await settle();
    expect(server.asked.at(-1)).toBe('GET /board');
    leave();
    await world.pass(31_000);
    expect(server.asked.at(-1)).toBe('GET /board?attended=false');
  });

  test('asks once more where something happened while an answer was on its way', async () => {
    const before = server.looks;
    void askBoard();
    void askBoard();
    await askBoard();
    await settle();
    expect(server.looks - before).toBe(2);
  });

  test("counts down by the server's clock, however wrong this device's is", async () => {
    world.clock = START - 3_600_000;
    server.fault = () => json({ ...BOARD, now: minute(0) });
    await askBoard();
    await world.pass(2_000);
    expect(boardNow.value).toBeGreaterThanOrEqual(START);
    expect(boardNow.value - START).toBeLessThan(7_000);
  });

  test('keeps the screen from going dark while it is open, also after it was hidden', async () => {
    const leave = look();
    await settle();
    expect(world.awake).toBe(1);
    await world.happen('shown');
    expect(world.awake).toBe(1);
    leave();
    expect(world.awake).toBe(0);
    const gone = look();
    gone();
    await settle();
    expect(world.awake).toBe(0);
  });

  test('asks at once when the service worker says that a push has come', async () => {
    let say: (word: { type?: string }) => void = () => {};
    const hear = (run: typeof say) => {
      say = run;
      return () => {};
    };
    offered.value = {
      permission: () => 'granted',
      ask: async () => 'granted',
      subscribe: async () => null as never,
      unsubscribe: async () => '',
      hear,
    };
    const before = server.looks;
    say({ type: 'OTHER' });
    say({ type: 'ALERT' });
    await settle();
    expect(server.looks).toBeGreaterThan(before);
    offered.value = null;
  });

  test('is empty for the next person', async () => {
    expect(board.value).not.toBeNull();
    await phone.value?.close();
    phone.value = null;
    expect(board.value).toBeNull();
    expect(boardVisits.value).toEqual([]);
    expect(freshness.value).toEqual({ heard: null, failing: null, stale: false });
  });
});

describe('what the board alarms for by itself', () => {
  test('is nothing while the server answers', async () => {
    await world.pass(600_000);
    expect(why()).toEqual([]);
  });

  test('is a minute of silence, and not less', async () => {
    world.fetch = offline;
    await world.pass(60_000);
    expect(freshness.value).toMatchObject({ failing: 'offline', stale: false });
    expect(siren.value).toBe('silent');
    await world.pass(6_000);
    expect(freshness.value.stale).toBe(true);
    expect(why()).toEqual(['stale']);
    expect(siren.value).toBe('sounding');
    world.fetch = server.fetch;
    await world.pass(5_000);
    expect(siren.value).toBe('silent');
    expect(speaker().played.at(-1)).toBeNull();
  });

  test('is silence from the start, where no answer ever came', async () => {
    server.fault = () => json({ code: 'sign_in' }, 401);
    await phone.value?.close();
    phone.value = null;
    await restart(world);
    const leave = look();
    await world.pass(66_000);
    expect(freshness.value).toMatchObject({ heard: null, failing: 'sign_in', stale: true });
    expect(why()).toEqual(['stale']);
    leave();
  });

  test('is not a laptop that slept, or a clock that was set, when the server answers again', async () => {
    server.fault = () => json(BOARD);
    for (const jump of [3_600_000, -7_200_000]) {
      world.clock += jump;
      await world.pass(1_000);
      expect(why()).toEqual([]);
    }
    expect(speaker().played).toEqual([]);
  });

  test('is a visit half a minute past its grace without an alert', async () => {
    await world.pass(35 * 60_000 + 29_000);
    expect(why()).toEqual([]);
    await world.pass(6_000);
    expect(why()).toEqual(['overlooked']);
    expect(siren.value).toBe('sounding');
  });

  test('is not a visit whose worker has an alert, or whose alert a person has closed', async () => {
    server.board = {
      ...BOARD,
      alerts: [{ ...ALERT, visit: 'another', owner: { account: 'x', name: 'Rab' } }],
    };
    await world.pass(36 * 60_000);
    expect(why()).toEqual([]);
    server.board = {
      ...BOARD,
      closed: [{ ...ALERT, state: 'resolved', resolved: minute(36) }],
    };
    await world.pass(60_000);
    expect(why()).toEqual([]);
    server.board = {
      ...BOARD,
      alerts: [{ ...ALERT, drill: true, kind: 'drill', owner: { account: 'x', name: 'R' } }],
    };
    await world.pass(6_000);
    expect(why()).toEqual(['overlooked']);
  });

  test('is a server that has stopped watching the clock', async () => {
    server.board = { ...BOARD, engine: { ok: false, heartbeat_age_s: 75 } };
    await world.pass(5_000);
    expect(why()).toEqual(['engine']);
  });
});

describe('the siren', () => {
  test('stops when somebody has the alert', async () => {
    await alerted();
    await alerted({ state: 'owned', owner: { account: 'rab', name: 'Rab Kerr' } });
    expect(speaker().played).toEqual(['siren', null]);
  });

  test('is one chime for an amber alert', async () => {
    await alerted({ grade: 'amber', kind: 'no_contact' });
    await world.pass(20_000);
    expect(siren.value).toBe('silent');
    expect(speaker().played).toEqual(['chime']);
  });

  test('is quiet for two minutes when told so, and sounds at once for anything new', async () => {
    await alerted();
    quiet();
    expect(siren.value).toBe('quieted');
    await world.pass(60_000);
    expect(siren.value).toBe('quieted');
    await alerted({ kind: 'panic' });
    expect(siren.value).toBe('sounding');
    quiet();
    await world.pass(121_000);
    expect(siren.value).toBe('sounding');
  });

  test('is silent for somebody who is neither on duty nor looking', async () => {
    server.board = { ...BOARD, me: { ...BOARD.me, on_duty: false }, alerts: [ALERT] };
    await askBoard();
    expect(siren.value).toBe('silent');
    const leave = look();
    expect(siren.value).toBe('sounding');
    leave();
  });

  test('says that the browser keeps the page silent until it is touched', async () => {
    expect(sound.value).toBe('blocked');
    expect(await testSound()).toBe(false);
    expect(sound.value).toBe('blocked');
    speaker().touched = true;
    expect(await testSound()).toBe(true);
    expect(sound.value).toBe('ready');
    await world.pass(2_000);
    expect(speaker().played.at(-1)).toBeNull();
    await alerted();
    await testSound();
    await world.pass(2_000);
    expect(speaker().played.at(-1)).toBe('siren');
  });

  test('is absent where a browser has none', async () => {
    await phone.value?.close();
    world.sound = null;
    phone.value = null;
    await restart(world);
    expect(sound.value).toBe('absent');
    expect(await testSound()).toBe(false);
  });
});

describe('about an alert', () => {
  test('the first has it, and the other sees who', async () => {
    await alerted();
    server.takenBy.set('a1', 'Rab Kerr');
    expect(await act('a1', 'acknowledge')).toEqual({ ok: false, reason: 'taken', by: 'Rab Kerr' });
    server.takenBy.clear();
    expect(await act('a1', 'acknowledge')).toEqual({ ok: true });
    expect(siren.value).toBe('silent');
    expect(alertOf('a1')?.owner?.name).toBe('Isla Reid');
  });

  test('closing takes it off the board at once, and it can still be read', async () => {
    await alerted();
    server.answers.set('GET /board', () => json({ code: 'busy' }, 503));
    expect(await act('a1', 'resolve', { outcome: 'safe_spoke' })).toEqual({ ok: true });
    expect(alerts.value).toEqual([]);
    expect(alertOf('a1')?.outcome).toBe('safe_spoke');
    expect(server.sent).toContainEqual(expect.objectContaining({ outcome: 'safe_spoke' }));
  });

  test('what is said again because no answer came is the same, and what is said after that is not', async () => {
    await alerted();
    const said = () => act('a1', 'progress', { note: 'Rang her.' });
    server.fault = offline;
    expect(await said()).toEqual({ ok: false, reason: 'offline' });
    server.fault = null;
    expect([await said(), await said()]).toEqual([{ ok: true }, { ok: true }]);
    const [lost, again, later] = server.sent.flatMap((one) => (one as { id?: string } | null)?.id ?? []);
    expect(again).toBe(lost);
    expect(later).not.toBe(lost);
  });

  test('nothing counts as done that the server has not said', async () => {
    await alerted();
    const failing: [() => Response | Promise<Response>, object][] = [
      [offline, { reason: 'offline' }],
      [() => json({ code: 'not_allowed' }, 403), { reason: 'not_allowed' }],
      [() => json({ code: 'sign_in' }, 401), { reason: 'sign_in' }],
      [() => json({}, 500), { reason: 'failed' }],
      [() => json({ code: 'closed' }, 409), { reason: 'closed' }],
      [() => json({ code: 'graver' }, 409), { reason: 'graver' }],
      [() => json({ code: 'taken' }, 409), { reason: 'taken', by: '' }],
      [() => json({ code: 'not_valid' }, 422), { reason: 'wrong', errors: {} }],
    ];
    for (const [fault, done] of failing) {
      server.fault = fault;
      expect(await act('a1', 'take_over')).toEqual({ ok: false, ...done });
    }
    expect(alertOf('a1')?.owner).toBeNull();
  });

  test('more time that is agreed again because no answer came goes out under the same id', async () => {
    server.fault = offline;
    expect(await giveTime('v1', 30, 'Spoke to her.')).toEqual({ ok: false, reason: 'offline' });
    server.fault = null;
    expect(await giveTime('v1', 30, 'Spoke to her.')).toEqual({ ok: true });
    expect(await giveTime('v1', 30, 'Spoke to her.')).toEqual({ ok: true });
    const [first, again, more] = server.sent.flatMap((one) => (one as { id?: string } | null)?.id ?? []);
    expect(again).toBe(first);
    expect(more).not.toBe(first);
  });

  test('but not when the same is agreed much later', async () => {
    server.fault = offline;
    await giveTime('v1', 30, 'Spoke to her.');
    await world.pass(700_000);
    server.fault = null;
    await giveTime('v1', 30, 'Spoke to her.');
    const [first, later] = server.sent.flatMap((one) => (one as { id?: string } | null)?.id ?? []);
    expect(later).not.toBe(first);
  });

  test('what is agreed by phone and a drill go the same way', async () => {
    expect(await giveTime('v1', 30, 'Spoke to her.')).toEqual({ ok: true });
    expect(await endVisit('v1', 'She is out.')).toEqual({ ok: true });
    expect(server.asked).toContain('POST /visits/v1/extend');
    expect(server.sent).toContainEqual({ minutes: 30, note: 'Spoke to her.', id: expect.any(String) });
    server.answers.set('POST /drills', () => json({ ...ALERT, id: 'd1', kind: 'drill', drill: true }));
    expect(await startDrill(null)).toEqual({ ok: true });
    expect(server.sent).toContainEqual({ account: null });
  });
});

test('what happened is told in words, also where a person added none', () => {
  const event = { id: 'e', at: minute(0), name: 'Isla Reid', text: '', detail: {} };
  expect(say.event({ ...event, type: 'acknowledged' })).toBe('Isla Reid has it.');
  expect(say.event({ ...event, type: 'progress', text: 'Rang.' })).toBe('Isla Reid: Rang.');
  const closed = { ...event, type: 'resolved', detail: { outcome: 'safe_spoke' } };
  expect(say.event(closed)).toBe('Isla Reid closed it: Safe, I spoke to them.');
  const over = { ...event, type: 'taken_over', detail: { from: 'Rab Kerr' } };
  expect(say.event(over)).toBe('Isla Reid took it over from Rab Kerr.');
  expect(say.event({ ...event, type: 'step', name: null, text: 'Everybody was told.' })).toBe(
    'Everybody was told.',
  );
});

test('visits stand by the time they have left, alerts by what to see to first', async () => {
  server.board = {
    ...BOARD,
    visits: [
      { ...VISIT, id: 'later', alert_at: minute(60) },
      { ...VISIT, id: 'planned', state: 'planned', alert_at: null, due: null, planned_start: minute(1) },
      { ...VISIT, id: 'unknown', alert_at: null, due: null },
      { ...VISIT, id: 'first' },
    ],
    alerts: [
      { ...ALERT, id: 'drill', kind: 'drill', drill: true },
      { ...ALERT, id: 'old' },
      { ...ALERT, id: 'panic', kind: 'panic', opened: minute(-1) },
      { ...ALERT, id: 'owned', kind: 'duress', owner: { account: 'x', name: 'Rab' } },
      { ...ALERT, id: 'older', opened: minute(-9) },
    ],
  };
  await askBoard();
  expect(boardVisits.value.map(({ id }) => id)).toEqual(['first', 'later', 'planned', 'unknown']);
  expect(alerts.value.map(({ id }) => id)).toEqual(['panic', 'older', 'old', 'owned', 'drill']);
});

test('the timeline says a thing of one moment once, and keeps what people wrote and what was told again later', () => {
  const line = (id: string, moment: number, text: string, name: string | null = null) => ({
    id,
    at: minute(moment),
    type: 'step',
    name,
    text,
    detail: {},
  });
  const events = [
    line('1', 0, 'Ada is overdue.'),
    line('2', 0, 'Ada is overdue.'),
    line('3', 5, 'Ada is overdue.'),
    line('4', 6, 'Rang her.', 'Mo'),
    line('5', 6, 'Rang her.', 'Mo'),
  ];
  expect(timelineOf(events).map(({ id }) => id)).toEqual(['5', '4', '3', '1']);
});

test('an alert with a reason does not say that nothing was heard', () => {
  const quiet = { about: 'no_contact', worker: 'Ada', reason: null } as const;
  expect(boardText.title(quiet)).toBe('Nothing heard from Ada');
  expect(boardText.title({ ...quiet, reason: 'It was ended without a PIN.' })).toBe('Check on Ada');
  expect(boardText.kindOf({ ...quiet, reason: 'It was ended without a PIN.' })).toBe('To check');
  expect(boardText.title({ ...quiet, about: 'overdue', reason: 'Begun late.' })).toBe('Ada is overdue');
});
