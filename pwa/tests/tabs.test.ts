import { beforeEach, describe, expect, test } from 'vitest';
import { addNote } from '#state/actions';
import { Mirror } from '#state/mirror';
import { Phone } from '#state/phone';
import { notesOf } from '#state/records';
import { phone } from '#state/session';
import { Shelf } from '#state/shelf';
import { syncNow } from '#state/status';
import { Database } from '#storage/database';
import { putMeta } from '#storage/meta';
import { appendChanges } from '#storage/outbox';
import { newPhone, withJean } from './support/phone';
import type { Server } from './support/server';
import { MORAG } from './support/server';
import type { World } from './support/world';
import { settle } from './support/world';

const NOTE = { kind: 'note', record: 'n', client: 'jean', base: 0, at: '2026-11-23T10:00:00.000Z', form: 1 };

let world: World;
let server: Server;

beforeEach(async () => {
  ({ world, server } = await newPhone());
});

describe('several tabs', () => {
  test('show each other what was saved and what came', async () => {
    const jean = await withJean(world);
    const other = await Phone.open(world.tab(), MORAG);
    other.start(true);
    await addNote(jean, { text: 'From the first tab.' });
    await settle();
    expect(other.shelf.about('note', jean)).toHaveLength(1);
    server.write({ id: 'n2', kind: 'note', client: jean, data: { text: 'From the desk.' } });
    await other.syncNow();
    await settle();
    expect(notesOf(jean)).toHaveLength(2);
    await other.close();
  });

  test('all learn of an alert, though one of them listens for all', async () => {
    await withJean(world);
    const other = await Phone.open(world.tab(), MORAG);
    expect(world.streams).toHaveLength(1);
    world.streams[0]?.say('alert');
    await settle();
    expect([phone.value, other].map((one) => one?.link.alerted.value)).toEqual([1, 1]);
    await other.close();
  });

  test('that heard nothing of each other agree when they are looked at again', async () => {
    const jean = await withJean(world);
    const deaf = await Phone.open(world.deafTab(), MORAG);
    await addNote(jean, { text: 'A note.' });
    await syncNow();
    await settle();
    expect(deaf.shelf.about('note', jean)).toHaveLength(0);
    await world.happen('shown');
    await settle();
    expect(deaf.shelf.about('note', jean)).toHaveLength(1);
    await deaf.close();
  });

  test('that heard nothing of each other agree when one has talked with the server', async () => {
    const jean = await withJean(world);
    const deaf = await Phone.open(world.deafTab(), MORAG);
    server.write({ id: 'n1', kind: 'note', client: jean, data: { text: 'For the first tab.' } });
    await syncNow();
    server.write({ id: 'n2', kind: 'note', client: jean, data: { text: 'For the other.' } });
    deaf.start(true);
    await deaf.syncNow();
    expect(deaf.shelf.about('note', jean)).toHaveLength(2);
    await deaf.close();
  });
});

test('what leaves the outbox while the disk is being read does not come back to the screen', async () => {
  const db = new Interrupted(world.tab(), 'doorstep:test');
  await db.write(['meta'], 'strict', (tx) => putMeta(tx, { device: 'd', born: 'b' }));
  const shelf = new Shelf(MORAG);
  const mirror = new Mirror(db, shelf);
  mirror.take({ marked: await appendChanges(db, [{ ...NOTE, id: 'c', set: { text: 'Saved.' } }]) });
  db.meanwhile = async () => {
    await db.write(['outbox'], 'relaxed', (tx) => tx.objectStore('outbox').delete('c'));
    mirror.take({ left: ['c'] });
  };
  await mirror.reread('b');
  expect(shelf.outbox.value).toEqual([]);
});

test('a look at the disk that began earlier and ends later does not bring back what has left since', async () => {
  const db = new Interrupted(world.tab(), 'doorstep:test');
  await db.write(['meta'], 'strict', (tx) => putMeta(tx, { device: 'd', born: 'b' }));
  const shelf = new Shelf(MORAG);
  const mirror = new Mirror(db, shelf);
  mirror.take({ marked: await appendChanges(db, [{ ...NOTE, id: 'c', set: { text: 'Saved.' } }]) });
  // Another tab sends it, and says so.
  db.meanwhile = async () => {
    await db.write(['outbox'], 'relaxed', (tx) => tx.objectStore('outbox').delete('c'));
    await mirror.reread('b', ['n']);
  };
  await mirror.reread('b');
  expect(shelf.outbox.value).toEqual([]);
});

test('what is known stays known where the disk was emptied, also where another tab has set it up again', async () => {
  const db = new Database(world.tab(), 'doorstep:test');
  const shelf = new Shelf(MORAG);
  const mirror = new Mirror(db, shelf);
  await db.write(['meta'], 'strict', (tx) => putMeta(tx, { device: 'd', born: 'first' }));
  mirror.take({ marked: await appendChanges(db, [{ ...NOTE, id: 'c', set: { text: 'Saved.' } }]) });
  for (const after of [
    { device: null, born: null },
    { device: 'd', born: 'second' },
  ]) {
    await db.write(['outbox', 'meta'], 'relaxed', async (tx) => {
      await tx.objectStore('outbox').delete('c');
      await putMeta(tx, after);
    });
    expect(await mirror.reread('first')).toBeNull();
    expect(shelf.outbox.value).toHaveLength(1);
  }
  expect(await mirror.reread('second')).not.toBeNull();
});

/** A disk on which something happens between a look at the outbox and what is made of it. */
class Interrupted extends Database {
  meanwhile: (() => Promise<void>) | null = null;
  override async read<T>(...args: Parameters<typeof Database.prototype.read<T>>): Promise<T> {
    const { meanwhile } = this;
    if (!args[0].includes('base') || meanwhile === null) return super.read(...args);
    this.meanwhile = null;
    await meanwhile();
    return super.read(...args);
  }
}
