import { beforeEach, describe, expect, test, vi } from 'vitest';
import { addClient } from '#state/actions';
import { DraftDisk } from '#state/draft-disk';
import { drafts, dropDraft, finishDraft, keepDraft, openDraft } from '#state/drafts';
import { Phone } from '#state/phone';
import { notes } from '#state/records';
import { phone, start } from '#state/session';
import { status, syncNow } from '#state/status';
import { databaseOf } from '#storage/people';
import { VERSION } from '#storage/schema';
import { closeApp, JEAN, newPhone, offline, restart } from './support/phone';
import type { Server } from './support/server';
import { MORAG } from './support/server';
import type { World } from './support/world';
import { settle } from './support/world';

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

  test('that another tab has kept meanwhile is found, and not written over', async () => {
    await start(world.tab());
    expect(await openDraft('note:jean')).toBeNull();
    const other = await Phone.open(world.tab(), MORAG);
    other.drafts.keep('note:jean', 'note', 'jean', { text: 'Five hundred words' });
    await other.close();
    expect(await openDraft('note:jean')).toMatchObject({ data: { text: 'Five hundred words' } });
  });

  test('that another tab has saved meanwhile is not offered again', async () => {
    await start(world.tab());
    keepDraft('note:jean', 'note', 'jean', { text: 'Five hundred words' });
    await openDraft('note:jean');
    const other = await Phone.open(world.tab(), MORAG);
    await other.drafts.drop('note:jean');
    await other.close();
    await world.happen('shown');
    expect(drafts.value).toEqual([]);
    expect(await openDraft('note:jean')).toBeNull();
  });

  test('that the disk does not take is found all the same', async () => {
    await start(world.tab());
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('Full.', 'QuotaExceededError');
    });
    keepDraft('note:jean', 'note', 'jean', { text: 'She' });
    expect(await openDraft('note:jean')).toMatchObject({ data: { text: 'She' } });
    put.mockRestore();
    await world.pass(1000);
    await restart(world);
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

describe('the last words of a page that goes away', () => {
  const noted = () =>
    [...world.marked].filter(([name]) => name.endsWith('last-words')).map(([, text]) => text);
  const givenUp = () =>
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('The page is gone.', 'AbortError');
    });
  const next = async () => {
    const page = await Phone.open(world.tab(), MORAG);
    const kept = page.drafts.all.value.map(({ key, data }) => [key, data.text]);
    await page.close();
    return kept;
  };

  beforeEach(async () => {
    await start(world.tab());
  });

  test('are found by the next page, though the database gave up their write', async () => {
    keepDraft('a', 'note', null, { text: 'She' });
    await world.pass(1_000);
    keepDraft('a', 'note', null, { text: 'She said' });
    const put = givenUp();
    await world.happen('hidden');
    put.mockRestore();
    expect(await next()).toEqual([['a', 'She said']]);
    expect(noted()).toEqual(['[]']);
  });

  test('are found though the clock was set back before them', async () => {
    keepDraft('a', 'note', null, { text: 'She' });
    await world.pass(1_000);
    world.clock -= 3_600_000;
    keepDraft('a', 'note', null, { text: 'She said' });
    const put = givenUp();
    await world.happen('hidden');
    put.mockRestore();
    expect(await next()).toEqual([['a', 'She said']]);
  });

  test('are noted also while an earlier write is under way', async () => {
    keepDraft('a', 'note', null, { text: 'She said' });
    const put = givenUp();
    await world.pass(600);
    await world.happen('hidden');
    put.mockRestore();
    expect(await next()).toEqual([['a', 'She said']]);
  });

  test('are found though they were being saved, and the page was gone before that was done', async () => {
    keepDraft('a', 'note', null, { text: 'She said' });
    void finishDraft('a', () => new Promise<never>(() => {}));
    await world.pass(600);
    await world.happen('hidden');
    expect(await next()).toEqual([['a', 'She said']]);
  });

  test('are noted of somebody who signs out while the disk is full', async () => {
    keepDraft('a', 'note', null, { text: 'She said' });
    const put = givenUp();
    await phone.value?.close();
    put.mockRestore();
    expect(noted()[0]).toContain('She said');
  });

  test('are forgotten where they were written, and where they were thrown away', async () => {
    keepDraft('a', 'note', null, { text: 'She said' });
    await world.happen('hidden');
    expect(noted()).toEqual(['[]']);
    keepDraft('b', 'note', null, { text: 'x' });
    const put = givenUp();
    await world.happen('hidden');
    await dropDraft('b');
    put.mockRestore();
    expect(noted()).toEqual(['[]']);
  });

  test('never take the place of what was typed after them', async () => {
    keepDraft('a', 'note', null, { text: 'She said' });
    const put = givenUp();
    await world.happen('hidden');
    put.mockRestore();
    const [before = ''] = noted();
    await world.pass(1_000);
    keepDraft('a', 'note', null, { text: 'She said no' });
    await world.happen('hidden');
    for (const name of world.marked.keys()) if (name.endsWith('last-words')) world.marked.set(name, before);
    expect(await next()).toEqual([['a', 'She said no']]);
  });

  test('of another page are left alone by one that hides', async () => {
    const other = await Phone.open(world.tab(), MORAG);
    keepDraft('a', 'note', null, { text: 'She said' });
    const put = givenUp();
    await world.happen('hidden');
    put.mockRestore();
    other.drafts.keep('b', 'note', null, { text: 'x' });
    await other.drafts.hide();
    expect(noted()[0]).toContain('She said');
    expect(await next()).toEqual([
      ['a', 'She said'],
      ['b', 'x'],
    ]);
    await other.close();
  });

  test.each(['', '{', '{}', '[1, null, {}]', '[{"key": "a"}]'])(
    'that nobody can read harm nothing: %j',
    async (text) => {
      keepDraft('b', 'note', null, { text: 'x' });
      await world.happen('hidden');
      for (const name of world.marked.keys()) if (name.endsWith('last-words')) world.marked.set(name, text);
      expect(await next()).toEqual([['b', 'x']]);
    },
  );
});

describe('a draft whose words are saved', () => {
  const never = () => new Promise<never>(() => {});
  const found = async () => {
    const other = await Phone.open(world.tab(), MORAG);
    const kept = { drafts: other.drafts.all.value.length, unsent: other.shelf.outbox.value.length };
    await other.close();
    return kept;
  };

  beforeEach(async () => {
    world.fetch = offline;
    await start(world.tab());
    keepDraft('a', 'note', null, { text: 'x' });
    await world.pass(1_000);
  });

  test('goes in the same write: a battery that dies then leaves one of the two', async () => {
    void finishDraft('a', async () => {
      await addClient(JEAN);
      await never();
    });
    await settle();
    expect(await found()).toEqual({ drafts: 0, unsent: 1 });
  });

  test('is not written again by the keystroke before', async () => {
    keepDraft('a', 'note', null, { text: 'xy' });
    void finishDraft('a', async () => {
      await addClient(JEAN);
      await never();
    });
    await world.pass(1_000);
    expect(await found()).toEqual({ drafts: 0, unsent: 1 });
  });

  test('stays while something else is saved', async () => {
    void finishDraft('a', never);
    await addClient(JEAN);
    expect(await found()).toEqual({ drafts: 1, unsent: 1 });
  });

  test('gives way to what is typed while they are being saved, on the disk too', async () => {
    await finishDraft('a', async () => {
      await addClient(JEAN);
      keepDraft('a', 'note', null, { text: 'xy' });
    });
    expect(await found()).toEqual({ drafts: 1, unsent: 1 });
    await restart(world);
    expect(await openDraft('a')).toMatchObject({ data: { text: 'xy' } });
  });

  test('leaves what was typed before the disk had taken them', async () => {
    const saved = finishDraft('a', () => addClient(JEAN));
    keepDraft('a', 'note', null, { text: 'xy' });
    await saved;
    await restart(world);
    expect(await openDraft('a')).toMatchObject({ data: { text: 'xy' } });
  });

  test('goes though a box that lost the focus said it once more', async () => {
    const saved = finishDraft('a', () => addClient(JEAN));
    keepDraft('a', 'note', null, { text: 'x' });
    await saved;
    expect(await found()).toEqual({ drafts: 0, unsent: 1 });
  });

  test('is saved all the same where the disk fails once that is done', async () => {
    const saved = finishDraft('a', async () => {
      await addClient(JEAN);
      vi.spyOn(DraftDisk.prototype, 'remove').mockRejectedValueOnce(
        new DOMException('Gone.', 'UnknownError'),
      );
    });
    await expect(saved).resolves.toBeUndefined();
    expect(await found()).toEqual({ drafts: 0, unsent: 1 });
  });

  test('leaves nothing of what was typed meanwhile and thrown away', async () => {
    const saved = finishDraft('a', () => addClient(JEAN));
    keepDraft('a', 'note', null, { text: 'xy' });
    await dropDraft('a');
    await saved;
    await world.pass(1_000);
    expect(await found()).toEqual({ drafts: 0, unsent: 1 });
  });

  test('stays with its last word when they could not be saved', async () => {
    keepDraft('a', 'note', null, { text: 'xy' });
    const full = finishDraft('a', async () => {
      await world.pass(1_000);
      throw new DOMException('Full.', 'QuotaExceededError');
    });
    await expect(full).rejects.toThrow('Full.');
    await restart(world);
    expect(await openDraft('a')).toMatchObject({ data: { text: 'xy' } });
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

test('a page that a newer version has taken the disk from does not send its words away', async () => {
  await start(world.tab());
  await new Promise((resolve) => {
    const newer = world.indexedDB.open(databaseOf(MORAG), VERSION + 1);
    newer.onsuccess = () => resolve(newer.result.close());
  });
  keepDraft('note:jean', 'note', 'jean', { text: 'She said' });
  await world.pass(1000);
  // Loading the page again, as it was told to do, would lose what no disk has.
  expect(status.value.problem).toMatch(/Copy what you are writing/);
});
