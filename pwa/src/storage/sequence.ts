import type { Entry, Receipt } from '#domain/record';
import type { Database, Reading, Writing } from '#storage/database';
import { afterForgetting, scopeOf } from '#storage/forgetting';
import { putMeta, readMeta } from '#storage/meta';
import { findInState, sealEntry } from '#storage/outbox';
import type { Queued } from '#storage/schema';

/*
 * The server takes a device's changes by number, without gaps. These are the ways in which a number can change,
 * or be used again, before the server has taken it; each is one strict transaction, and only the tab that
 * leads does them, with no request on its way.
 */

/**
 * Sets a change aside that the server cannot answer for; those behind it close the gap that it leaves. There is
 * none where the server has `counted` up to it: it has taken the change, and only its answers do not come.
 */
export async function parkChange(
  db: Database,
  entry: Entry,
  receipt: Receipt,
  counted: number,
): Promise<void> {
  const { forgotten } = await db.read(['meta'], readMeta);
  const aside: Entry = { ...entry, state: 'parked', receipt };
  const kept = forgotten.includes(scopeOf(entry.change)) ? afterForgetting(aside) : aside;
  const parked = await sealEntry(kept ?? aside, 0);
  await db.write(['outbox', 'meta'], 'strict', async (tx) => {
    const outbox = tx.objectStore('outbox');
    if ((await outbox.get(parked.id))?.state !== 'waiting') return;
    await outbox.put(parked);
    if (parked.order <= counted) return;
    for (const row of await findInState(tx, 'waiting')) {
      if (row.order > parked.order) await outbox.put({ ...row, order: row.order - 1 });
    }
    await putMeta(tx, { seq: (await readMeta(tx)).seq - 1 });
  });
}

/** Puts every parked change at the end of the queue again. */
export function unparkChanges(db: Database): Promise<number> {
  return db.write(['outbox', 'meta'], 'strict', async (tx) => {
    const parked = await findInState(tx, 'parked');
    let { seq } = await readMeta(tx);
    for (const row of parked) await tx.objectStore('outbox').put({ ...row, state: 'waiting', order: ++seq });
    await putMeta(tx, { seq });
    return parked.length;
  });
}

/** The number of the first change that the server has not answered for: the next one it should ask for. */
export function nextNumber(db: Database): Promise<number> {
  return db.read(['outbox', 'meta'], async (tx) => {
    const [first] = await findInState(tx, 'waiting', 1);
    return first?.order ?? (await readMeta(tx)).seq + 1;
  });
}

/**
 * Sends again everything from `next` on, which the server once had and has no more: with the same numbers
 * where all of them are still here, else as a new device.
 */
export function resendChanges(db: Database, next: number, device: string): Promise<void> {
  return db.write(['outbox', 'meta'], 'strict', async (tx) => {
    const { seq } = await readMeta(tx);
    const all = await readNumbered(tx);
    // A server that knows nothing of this device may have lost what an earlier one of its names has sent.
    const lost = all.filter((row) => row.order >= next || next === 1);
    const whole = lost.length === seq - next + 1 && lost.every((row, i) => row.order === next + i);
    if (!whole) return renumber(tx, all, lost, device);
    for (const row of lost) await tx.objectStore('outbox').put({ ...row, state: 'waiting' });
  });
}

/**
 * Sends again all that is still kept, once after the server was set back: what it has, it knows by its id. Its count
 * alone does not tell what it lacks, where a copy of this phone has counted on, or this one was named anew. Tells
 * whether there was anything to say.
 */
export function sayAgain(db: Database, device: string): Promise<boolean> {
  return db.write(['outbox', 'meta'], 'strict', async (tx) => {
    const { cursor, saidAgain, seq } = await readMeta(tx);
    if (saidAgain === cursor) return false;
    await putMeta(tx, { saidAgain: cursor });
    const all = await readNumbered(tx);
    const first = seq - all.length + 1;
    const whole = first > 0 && all.every((row, i) => row.order === first + i);
    if (!whole) await renumber(tx, all, all, device);
    else for (const row of all) await tx.objectStore('outbox').put({ ...row, state: 'waiting' });
    return all.some((row) => row.state !== 'waiting');
  });
}

/** Makes this phone a new device, whose sequence begins with the first change that waits. */
export function renumberChanges(db: Database, device: string): Promise<void> {
  return db.write(['outbox', 'meta'], 'strict', async (tx) => {
    const all = await readNumbered(tx);
    const waiting = all.filter((row) => row.state === 'waiting');
    await renumber(tx, all, waiting, device);
  });
}

/** Everything that has a number of this phone's, in order; what is set aside has none. */
async function readNumbered(tx: Reading | Writing): Promise<Queued[]> {
  const all = await tx.objectStore('outbox').getAll();
  return all.filter((row) => row.state !== 'parked').sort((one, other) => one.order - other.order);
}

async function renumber(tx: Writing, all: Queued[], queue: Queued[], device: string): Promise<void> {
  const outbox = tx.objectStore('outbox');
  const others = all.filter((row) => !queue.includes(row));
  // What has its receipt is not sent again; it keeps its place before all that is.
  for (const [i, row] of others.entries()) await outbox.put({ ...row, order: i - others.length });
  for (const [i, row] of queue.entries()) await outbox.put({ ...row, state: 'waiting', order: i + 1 });
  const meta = await readMeta(tx);
  const formerly = meta.device === null ? meta.formerly : [...meta.formerly, meta.device];
  await putMeta(tx, { device, formerly, seq: queue.length });
}
