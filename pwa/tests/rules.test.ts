import { beforeEach, describe, expect, test } from 'vitest';
import { share } from '#domain/report';
import { addClient } from '#state/actions';
import { learn, lessons } from '#state/near-misses';
import { askPolicy, changePolicy, confirmChange, policyInForce, whatIsLessSafe } from '#state/policy';
import { askReport, report } from '#state/reports';
import { start } from '#state/session';
import { syncNow } from '#state/status';
import { newPhone } from './support/phone';
import { json } from './support/server';
import { newBoard, type WatchServer } from './support/watch';

const IN_FORCE = { version: 3, policy: { grace_s: 300 }, waiting: null };
const SENTENCE = 'Monitors are told later.';

describe('the rules', () => {
  let server: WatchServer;
  const change = { policy: { grace_s: 600 }, version: 3 };

  beforeEach(async () => {
    ({ server } = await newBoard());
    server.answers.set('GET /policy', () => json(IN_FORCE));
  });

  test('are known once the server has said them', async () => {
    expect(policyInForce.value).toBeNull();
    expect(await askPolicy()).toBe(true);
    expect(policyInForce.value?.version).toBe(3);
  });

  test('what becomes less safe is said before anything is changed', async () => {
    const before = policyInForce.value;
    server.answers.set('PUT /policy', () => json({ ...IN_FORCE, less_safe: [SENTENCE] }));
    expect(await whatIsLessSafe(change)).toEqual({ ok: true, less: [SENTENCE] });
    expect(server.sent.at(-1)).toEqual({ ...change, only_try: true });
    expect(policyInForce.value).toBe(before);
    server.answers.set('PUT /policy', () => json({ errors: { grace_s: ['Must be less.'] } }, 422));
    expect(await whatIsLessSafe(change)).toMatchObject({ ok: false, errors: { grace_s: ['Must be less.'] } });
  });

  test('a change waits for a second person, who puts it into force', async () => {
    const waiting = { version: 4, less_safe: [SENTENCE] };
    server.answers.set('PUT /policy', () => json({ ...IN_FORCE, waiting }));
    expect(await changePolicy(change)).toEqual({ ok: true });
    expect(server.sent.at(-1)).toEqual(change);
    expect(policyInForce.value?.waiting?.version).toBe(4);
    server.answers.set('POST /policy/4/confirm', () => json({ ...IN_FORCE, version: 4 }));
    expect(await confirmChange(4)).toEqual({ ok: true });
    expect(policyInForce.value).toMatchObject({ version: 4, waiting: null });
    server.answers.set('PUT /policy', () => json({ code: 'taken', detail: 'Rab Kerr' }, 409));
    expect(await changePolicy(change)).toEqual({ ok: false, reason: 'taken', by: 'Rab Kerr' });
  });

  test('a report is asked for by weeks, and by team where one is chosen', async () => {
    const days = 'from=2026-10-26&to=2026-11-23';
    server.answers.set(`GET /reports/safety?${days}`, () => json({ alerts: 41 }));
    expect(await askReport(4, null)).toEqual({ ok: true });
    expect(report.value?.alerts).toBe(41);
    server.answers.set(`GET /reports/safety?${days}&team=north`, () => json({ alerts: 20 }));
    await askReport(4, 'north');
    expect(report.value?.alerts).toBe(20);
    server.fault = () => json({}, 500);
    expect(await askReport(4, null)).toEqual({ ok: false, reason: 'failed' });
    expect(report.value?.alerts).toBe(20);
  });
});

test('a share of nothing is not a number', () => {
  expect(share(371, 412)).toBe(90);
  expect(share(0, 0)).toBeNull();
});

test('a near miss waits to be learned from, until somebody writes what was learned', async () => {
  const { world, server } = await newPhone();
  await start(world.tab());
  const jean = await addClient({ known_as: 'Jean' });
  await syncNow();
  server.write({ id: 'm1', kind: 'near_miss', client: jean, data: { what: 'The dog was loose.' } });
  const at = '2026-11-23T09:00:00.000Z';
  server.write({ id: 'm2', kind: 'near_miss', client: jean, data: { what: 'Locked in.', happened_at: at } });
  await syncNow();
  expect(lessons.value.open.map(({ id }) => id)).toEqual(['m2', 'm1']);
  const [first] = lessons.value.open;
  if (first) await learn(first, 'Sit by the door.');
  expect(lessons.value.open.map(({ id }) => id)).toEqual(['m1']);
  expect(lessons.value.learned[0]?.data).toMatchObject({
    learned: 'Sit by the door.',
    learned_by: 'Morag Bell',
  });
  await syncNow();
  expect(server.applied.at(-1)?.set).toEqual({ learned: 'Sit by the door.', learned_by: 'Morag Bell' });
});
