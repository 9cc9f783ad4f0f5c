import { beforeEach, describe, expect, test, vi } from 'vitest';
import { addClient } from '#state/actions';
import { drafts, dropDraft, keepDraft, openDraft } from '#state/drafts';
import { Phone } from '#state/phone';
import { notes } from '#state/records';
import { start } from '#state/session';
import { status, syncNow } from '#state/status';
import { closeApp, JEAN, newPhone, restart } from './support/phone';
import type { Server } from './support/server';
import { MORAG } from './support/server';
import type { World } from './support/world';

let world: World;
let server: Server;

beforeEach(async () => {
  ({ world, server } = await newPhone());
});

describe('a draft', () => {
  test('is on the disk within a second of typing, with its date', async () => {
    await start(world.tab());
    keepDraft('note:jean', 'note', 'jean', { text: 'She' });
    await world.pass(400);
    keepDraft('note:jean', 'note', 'jean', { text: 'She said' });
    await world.pass(600);
    await closeApp();
    await start(world.tab());
    expect(await openDraft('note:jean')).toMatchObject({
      data: { text: 'She said' },
      savedAt: '2026-11-23T10:00:00.400Z',
    });
  });

  test('is on the disk at once when the page is hidden', async () => {
    await start(world.tab());
    keepDraft('note:jean', 'note', 'jean', { text: 'The phone rings' });
    await world.happen('hidden');
    const other = await Phone.open(world.tab(), MORAG);
    expect(other.drafts.all.value.map((draft) => draft.data)).toEqual([{ text: 'The phone rings' }]);
    await other.close();
  });

  test('is handed to the disk on hiding, though an earlier one is still being written', async () => {
    await start(world.tab());
    await openDraft('note:jean');
    const commit = vi.spyOn(IDBTransaction.prototype, 'commit');
    const hide = async () => {
      void world.happen('hidden');
      await withoutWaiting();
    };
    keepDraft('note:jean', 'note', 'jean', { text: 'The phone' });
    await hide();
    keepDraft('note:jean', 'note', 'jean', { text: 'The phone rings' });
    await hide();
    expect(commit).toHaveBeenCalledTimes(2);
    commit.mockRestore();
    await restart(world);
    expect(await openDraft('note:jean')).toMatchObject({ data: { text: 'The phone rings' } });
  });

  test('is found with its last words by a form that is opened again at once', async () => {
    await start(world.tab());
    keepDraft('note:jean', 'note', 'jean', { text: 'She' });
    expect(await openDraft('note:jean')).toMatchObject({ data: { text: 'She' } });
  });

  test('that is thrown away is gone though the page is left at once', async () => {
    await start(world.tab());
    keepDraft('a', 'note', null, { text: 'x' });
    await openDraft('a');
    const commit = vi.spyOn(IDBTransaction.prototype, 'commit');
    const dropped = dropDraft('a');
    await withoutWaiting();
    expect(commit).toHaveBeenCalledTimes(1);
    commit.mockRestore();
    await dropped;
    await restart(world);
    expect(await openDraft('a')).toBeNull();
  });

  test('that was thrown away at once is never written', async () => {
    await start(world.tab());
    keepDraft('a', 'note', null, { text: 'x' });
    await dropDraft('a');
    await world.pass(1_000);
    expect(drafts.value).toEqual([]);
  });

  test('that was thrown away does not come back', async () => {
    await start(world.tab());
    keepDraft('a', 'note', null, { text: 'x' });
    const hidden = world.happen('hidden');
    await dropDraft('a');
    await hidden;
    expect(drafts.value).toEqual([]);
    await restart(world);
    expect(await openDraft('a')).toBeNull();
  });
});

/** A page that goes away has only what needs no waiting; the disk needs turns of the event loop. */
async function withoutWaiting(): Promise<void> {
  for (let step = 0; step < 50; step++) await Promise.resolve();
}

describe('a full disk', () => {
  const full = () => {
    throw new DOMException('Full.', 'QuotaExceededError');
  };

  test('is said, and the outbox goes on as before', async () => {
    await start(world.tab());
    await syncNow();
    server.write({ id: 'n', kind: 'note', client: 'x', data: { text: 'New.' } });
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(full);
    await syncNow();
    expect(status.value.problem).toMatch(/This phone is full/);
    put.mockRestore();
    await addClient(JEAN);
    await syncNow();
    expect(status.value).toMatchObject({ unsent: 0, problem: null });
    expect(notes.value).toHaveLength(1);
  });

  test('does not let go of a draft', async () => {
    await start(world.tab());
    await syncNow();
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(full);
    keepDraft('a', 'note', null, { text: 'x' });
    await world.pass(600);
    expect(status.value.problem).toMatch(/This phone is full/);
    put.mockRestore();
    await world.pass(600);
    await restart(world);
    expect(await openDraft('a')).toMatchObject({ data: { text: 'x' } });
  });
});
