import type { Change, Entry, EntryState, Receipt } from '#domain/record';
import type { Database, Reading, Sealed, Writing } from '#storage/database';
import { putMeta, readMeta } from '#storage/meta';
import { openAll, seal } from '#storage/seal';

interface Contents {
  readonly change: Change;
  readonly receipt: Receipt | null;
}

/** Every change that has not left this phone for good, in order. */
export async function readOutbox(db: Database): Promise<Entry[]> {
  const found = await db.read(['outbox'], (tx) => tx.objectStore('outbox').getAll());
  return openEntries(found.sort((one, other) => one.order - other.order));
}

/** Up to `limit` sealed changes in one state, in order. */
export function findInState(tx: Reading | Writing, state: EntryState, limit?: number): Promise<Sealed[]> {
  return tx.objectStore('outbox').index('queue').getAll(stateRange(state), limit);
}

/** How many changes wait to be sent. */
export function countWaiting(tx: Reading): Promise<number> {
  return tx.objectStore('outbox').index('queue').count(stateRange('waiting'));
}

/**
 * Saves changes, giving them the next numbers of this device's sequence, and drops the ones that they replace.
 *
 * Resolves once they are on the disk: from then on nothing but a receipt takes them away.
 */
export async function appendChanges(
  db: Database,
  changes: readonly Change[],
  replaced: readonly string[] = [],
): Promise<Entry[]> {
  const sealed = await Promise.all(changes.map((change) => seal({ change, receipt: null })));
  return db.write(['outbox', 'meta'], 'strict', async (tx) => {
    const outbox = tx.objectStore('outbox');
    let { seq } = await readMeta(tx);
    const entries: Entry[] = [];
    for (const [i, change] of changes.entries()) {
      // Found already: this is the second attempt of work whose connection was lost after it was committed.
      const order = (await outbox.get(change.id))?.order ?? ++seq;
      await outbox.put({ id: change.id, state: 'waiting', order, bytes: sealed[i] as Uint8Array });
      entries.push({ change, order, state: 'waiting', receipt: null });
    }
    for (const id of replaced) await outbox.delete(id);
    await putMeta(tx, { seq });
    return entries;
  });
}

/** Seals an entry for the outbox. */
export async function sealEntry(entry: Entry): Promise<Sealed> {
  const { change, order, state, receipt } = entry;
  return { id: change.id, state, order, bytes: await seal({ change, receipt }) };
}

/** Opens what lies in the outbox. */
export async function openEntries(found: readonly Sealed[]): Promise<Entry[]> {
  const contents = await openAll<Contents>(found.map((row) => row.bytes));
  return contents.map((content, i) => {
    const row = found[i] as Sealed;
    return { ...content, order: row.order, state: row.state as EntryState };
  });
}

function stateRange(state: EntryState): IDBKeyRange {
  return IDBKeyRange.bound([state, Number.NEGATIVE_INFINITY], [state, Number.POSITIVE_INFINITY]);
}
