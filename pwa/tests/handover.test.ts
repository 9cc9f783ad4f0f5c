import { beforeEach, describe, expect, test } from 'vitest';
import { addClient, addNote } from '#state/actions';
import { caseloadOf, closeHandover, isHandingOver, moveClient, workers } from '#state/handover';
import { start } from '#state/session';
import { syncNow } from '#state/status';
import { JEAN, newPhone } from './support/phone';
import { MORAG, type Server } from './support/server';
import type { World } from './support/world';

const RAB = { id: '0197a0b0-0000-7000-8000-00000000000b', name: 'Rab' };
const ANN = { id: '0197a0b0-0000-7000-8000-00000000000c', name: 'Ann' };

let world: World;
let server: Server;
let jean: string;

beforeEach(async () => {
  ({ world, server } = await newPhone());
  await start(world.tab());
  jean = await addClient(JEAN);
  await syncNow();
  entry('own', { worker: MORAG.id, worker_name: MORAG.name, since: '2026-01-05' });
  await syncNow();
});

function entry(id: string, data: Record<string, unknown>): void {
  server.write({ id, kind: 'caseload', client: jean, data });
}
const written = () =>
  server.applied
    .filter(({ kind }) => kind === 'caseload')
    .map(({ record, set, was }) => ({ record, set, was }));

describe('a client is given to another worker', () => {
  test('at once: the new one has them before the old one has not', async () => {
    await moveClient(jean, RAB, { handOver: false });
    expect(caseloadOf(jean).map(({ data }) => data.worker_name)).toEqual(['Rab']);
    await syncNow();
    expect(written()).toEqual([
      {
        record: expect.any(String),
        set: { worker: RAB.id, worker_name: 'Rab', since: '2026-11-23' },
        was: undefined,
      },
      { record: 'own', set: { until: '2026-11-23' }, was: { until: null } },
    ]);
  });

  test('in two steps: the old phone may send until the handover is closed', async () => {
    expect(isHandingOver(jean)).toBe(false);
    await moveClient(jean, RAB, { handOver: true });
    expect(isHandingOver(jean)).toBe(true);
    expect(caseloadOf(jean)).toHaveLength(2);
    await closeHandover('own');
    await closeHandover('nobody');
    expect(caseloadOf(jean).map(({ data }) => data.worker_name)).toEqual(['Rab']);
    expect(isHandingOver(jean)).toBe(false);
  });

  test('who has them already, and then stays', async () => {
    entry('rab', { worker: RAB.id, worker_name: 'Rab', handing_over: true });
    entry('former', { worker: ANN.id, worker_name: 'Ann', until: '2026-03-01' });
    await syncNow();
    await moveClient(jean, RAB, { handOver: true });
    await syncNow();
    expect(written().map(({ record, set }) => [record, set])).toEqual(
      expect.arrayContaining([
        ['rab', { handing_over: null }],
        ['own', { handing_over: true }],
      ]),
    );
    await moveClient(jean, RAB, { handOver: true });
    await syncNow();
    expect(written()).toHaveLength(2);
  });
});

test('the workers are those who have or had a client, and those who have written about one', async () => {
  entry('rab', { worker: RAB.id, worker_name: 'Rab' });
  await addNote(jean, { text: 'A note.' });
  server.write({
    id: 'n',
    kind: 'note',
    client: jean,
    data: { text: 'A note.' },
    made: { by: ANN.id, name: 'Ann', at: '2026-11-20T09:00:00.000Z', received: null },
  });
  await syncNow();
  expect(workers.value.map(({ name }) => name)).toEqual(['Ann', 'Morag Bell', 'Rab', 'Someone']);
});
