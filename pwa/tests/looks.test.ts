import { beforeEach, describe, expect, test } from 'vitest';
import { askQuestions, isCovering, lookAt, lookFor, openAccess, questionsToLookAt } from '#state/access';
import { addSupervision, changeSupervision } from '#state/actions';
import { supervisions, supervisionsOf } from '#state/records';
import { askSupervised, supervised } from '#state/reports';
import { SeenLog } from '#state/seen';
import { phone, start } from '#state/session';
import { syncNow } from '#state/status';
import { newPhone, offline, withJean } from './support/phone';
import { json, MORAG, type Server } from './support/server';
import type { World } from './support/world';

let world: World;
let server: Server;

beforeEach(async () => {
  ({ world, server } = await newPhone());
});

/** Answers these addresses, and lets the server answer the rest; gives what was asked. */
function answering(answers: Readonly<Record<string, unknown>>): string[] {
  const asked: string[] = [];
  world.fetch = async (path, init) => {
    const found = Object.keys(answers).find((one) => path.startsWith(one));
    if (found === undefined) return server.fetch(path, init);
    asked.push(`${init.method} ${path} ${init.body ?? ''}`.trim());
    return json(answers[found] as object);
  };
  return asked;
}

describe('a client who is not theirs', () => {
  const sought = {
    reason: 'cover',
    last_name: 'Bell',
    first_name: '',
    date_of_birth: '',
    postcode: 'EH1',
  } as const;
  const found = { id: 'jean', known_as: 'Jean', last_name: 'Bell', born: 1980 };

  test('is looked for with a reason, and found or not', async () => {
    await start(world.tab());
    const asked = answering({ '/api/v1/access/search': { clients: [found], too_many: false } });
    expect(await lookFor(sought)).toEqual({ done: { ok: true }, found: [found], tooMany: false });
    expect(asked).toEqual([`POST /api/v1/access/search ${JSON.stringify(sought)}`]);
    world.fetch = offline;
    expect(await lookFor(sought)).toMatchObject({ done: { ok: false, reason: 'offline' }, found: [] });
  });

  test('comes with the fetch that follows', async () => {
    await start(world.tab());
    const jean = { id: 'jean', kind: 'client', client: 'jean', data: { known_as: 'Jean' } };
    server.write(jean);
    server.write({ id: 'c', kind: 'caseload', client: 'jean', data: { worker: 'rab', worker_name: 'Rab' } });
    const asked = answering({ '/api/v1/access': { ends: '2026-11-23T14:00:00.000Z' } });
    expect(await openAccess('jean', 'emergency', 'Nobody else is there.')).toEqual({ ok: true });
    expect(asked).toHaveLength(1);
    expect(isCovering('jean')).toBe(true);
    world.fetch = offline;
    expect(await openAccess('jean', 'cover', '')).toEqual({ ok: false, reason: 'offline' });
  });

  test('is told from a client of theirs', async () => {
    expect(isCovering('jean')).toBe(false);
    const jean = await withJean(world);
    expect(isCovering(jean)).toBe(false);
    server.write({
      id: 'c',
      kind: 'caseload',
      client: jean,
      data: { worker: MORAG.id, worker_name: 'Morag' },
    });
    await syncNow();
    expect(isCovering(jean)).toBe(false);
  });
});

describe('looks to ask about', () => {
  const question = { id: 'q', at: '', rule: 'same_name', name: 'Rab', client: 'jean', detail: {} };

  test('are gone from the list once somebody has looked', async () => {
    await start(world.tab());
    expect(questionsToLookAt.value).toBeNull();
    answering({ '/api/v1/audit/questions': { questions: [question] } });
    expect(await askQuestions()).toEqual({ ok: true });
    expect(questionsToLookAt.value).toEqual([question]);
    const asked = answering({ '/api/v1/audit/questions': { questions: [] } });
    expect(await lookAt('q')).toEqual({ ok: true });
    expect(asked[0]).toBe('POST /api/v1/audit/questions/q/looked {}');
    expect(questionsToLookAt.value).toEqual([]);
  });

  test('stay as they were told where the server does not answer, and are nobody else’s', async () => {
    await start(world.tab());
    answering({ '/api/v1/audit/questions': { questions: [question] } });
    await askQuestions();
    world.fetch = offline;
    expect(await askQuestions()).toEqual({ ok: false, reason: 'offline' });
    expect(await lookAt('q')).toEqual({ ok: false, reason: 'offline' });
    expect(questionsToLookAt.value).toEqual([question]);
    await phone.value?.close();
    phone.value = null;
    expect(questionsToLookAt.value).toBeNull();
  });
});

describe('the audit log', () => {
  const entry = (id: string) => ({ id, clients: [] });

  test('is read page by page', async () => {
    await start(world.tab());
    const log = new SeenLog('clients', 'jean');
    expect(log.entries.value).toBeNull();
    const asked = answering({ '/api/v1/audit/clients/jean': { entries: [entry('b')], next: 'b' } });
    expect(await log.ask()).toEqual({ ok: true });
    expect(log.more.value).toBe('b');
    await log.ask();
    expect(asked).toEqual(['GET /api/v1/audit/clients/jean', 'GET /api/v1/audit/clients/jean?before=b']);
    expect(log.entries.value?.map(({ id }) => id)).toEqual(['b', 'b']);
    world.fetch = offline;
    expect(await log.ask()).toEqual({ ok: false, reason: 'offline' });
    expect(log.entries.value).toHaveLength(2);
  });
});

describe('supervision', () => {
  test('is written down, added to, and found by its worker', async () => {
    await start(world.tab());
    const id = await addSupervision({ worker: 'rab', worker_name: 'Rab', held_on: '2026-11-20' });
    await addSupervision({ worker: 'isla', worker_name: 'Isla', held_on: '2026-11-21' });
    await changeSupervision(id, { agreed: 'Ring the landlord.' }, { agreed: null });
    await syncNow();
    expect(supervisions.value.map(({ data }) => data.worker)).toEqual(['isla', 'rab']);
    expect(supervisionsOf('rab').map(({ data }) => data.agreed)).toEqual(['Ring the landlord.']);
  });

  test('is counted for an administrator, by the server alone', async () => {
    await start(world.tab());
    expect(supervised.value).toBeNull();
    const people = [{ account: 'rab', name: 'Rab', held: 3, last: '2026-11-20' }];
    answering({ '/api/v1/reports/supervision': { people } });
    expect(await askSupervised()).toEqual({ ok: true });
    expect(supervised.value).toEqual(people);
    world.fetch = offline;
    expect(await askSupervised()).toEqual({ ok: false, reason: 'offline' });
    expect(supervised.value).toEqual(people);
    await phone.value?.close();
    phone.value = null;
    expect(supervised.value).toBeNull();
  });
});
