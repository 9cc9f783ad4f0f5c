import type { Entry, Receipt } from '#domain/record';
import type { Database } from '#storage/database';
import { putMeta, readMeta } from '#storage/meta';
import { findInState, sealEntry } from '#storage/outbox';

/*
 * The server takes a device's changes by number, without gaps. These are the three ways in which a number
 * can change before the server has taken it; each is one strict transaction, and only the tab that leads
 * does them, with no request on its way.
 */

/** Sets a change aside that the server cannot answer for; those behind it close the gap that it leaves. */
export async function parkChange(db: Database, entry: Entry, receipt: Receipt): Promise<void> {
  const parked = await sealEntry({ ...entry, state: 'parked', receipt });
  await db.write(['outbox', 'meta'], 'strict', async (tx) => {
    const outbox = tx.objectStore('outbox');
    if ((await outbox.get(parked.id))?.state !== 'waiting') return;
    await outbox.put(parked);
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

/** Makes this phone a new device, whose sequence begins with the first change that waits. */
export function renumberChanges(db: Database, device: string): Promise<void> {
  return db.write(['outbox', 'meta'], 'strict', async (tx) => {
    const outbox = tx.objectStore('outbox');
    const all = (await outbox.getAll()).sort((one, other) => one.order - other.order);
    const others = all.filter((row) => row.state !== 'waiting');
    const waiting = all.filter((row) => row.state === 'waiting');
    // What has its receipt is not sent again; it keeps its place before all that is.
    for (const [i, row] of others.entries()) await outbox.put({ ...row, order: i - others.length });
    for (const [i, row] of waiting.entries()) await outbox.put({ ...row, order: i + 1 });
    await putMeta(tx, { device, seq: waiting.length });
  });
}
