import type { Change, Entry, EntryState, Receipt } from '#domain/record';
import type { Database, Reading, Writing } from '#storage/database';
import { type Meta, putMeta, readMeta } from '#storage/meta';
import type { Queued, Sealed } from '#storage/schema';
import { openAll, seal } from '#storage/seal';

interface Contents {
  readonly change: Change;
  readonly receipt: Receipt | null;
}

/** The draft whose words are being saved, and whether what lies under its key is known to whoever saves. */
export interface Finishing {
  readonly key: string;
  isKnown(found: Sealed | undefined): boolean;
}

const SHOWN: readonly EntryState[] = ['waiting', 'received', 'held', 'refused', 'parked'];

/** Every change that is more than history, in order. */
export async function readOutbox(db: Database): Promise<Entry[]> {
  return openEntries(await db.read(['outbox'], findShown));
}

/** The same, with what is remembered at that moment: so it is known which database has said so. */
export async function readStanding(db: Database): Promise<{ meta: Meta; entries: Entry[] }> {
  const { meta, found } = await db.read(['outbox', 'meta'], async (tx) => {
    const [meta, found] = await Promise.all([readMeta(tx), findShown(tx)]);
    return { meta, found };
  });
  return { meta, entries: await openEntries(found) };
}

async function findShown(tx: Reading): Promise<Queued[]> {
  const found = await Promise.all(SHOWN.map((state) => findInState(tx, state)));
  return found.flat().sort((one, other) => one.order - other.order);
}

/** Up to `limit` sealed changes in one state, in order. */
export function findInState(tx: Reading | Writing, state: EntryState, limit?: number): Promise<Queued[]> {
  return tx.objectStore('outbox').index('queue').getAll(stateRange(state), limit);
}

/** How many changes wait to be sent. */
export function countWaiting(tx: Reading): Promise<number> {
  return tx.objectStore('outbox').index('queue').count(stateRange('waiting'));
}

/**
 * What only this phone has: what waits, what was set aside, and what was refused after some time of the server's,
 * in milliseconds. How many they are, and of each sort the one that was there first.
 */
export async function findUnsent(
  tx: Reading,
  refusedAfter: number,
): Promise<{ count: number; first: Queued[] }> {
  const outbox = tx.objectStore('outbox');
  const refused = IDBKeyRange.bound(['refused', refusedAfter], ['refused', Number.POSITIVE_INFINITY]);
  const sorts = [
    { index: outbox.index('queue'), range: stateRange('waiting') },
    { index: outbox.index('queue'), range: stateRange('parked') },
    { index: outbox.index('age'), range: refused },
  ];
  const counts = await Promise.all(sorts.map(({ index, range }) => index.count(range)));
  const first = await Promise.all(sorts.map(({ index, range }) => index.getAll(range, 1)));
  return { count: counts.reduce((sum, one) => sum + one, 0), first: first.flat() };
}

/**
 * Saves changes, giving them the next numbers of this device's sequence, and drops the ones that they replace and
 * the draft that they were typed in: no dead battery leaves both a saved thing and its draft.
 *
 * Resolves once they are on the disk: from then on nothing but a receipt takes them away.
 */
export async function appendChanges(
  db: Database,
  changes: readonly Change[],
  replaced: readonly string[] = [],
  draft: Finishing | null = null,
): Promise<Entry[]> {
  const sealed = await Promise.all(changes.map((change) => seal({ change, receipt: null })));
  return db.write(['outbox', 'meta', 'drafts'], 'strict', async (tx) => {
    const outbox = tx.objectStore('outbox');
    let { seq } = await readMeta(tx);
    const entries: Entry[] = [];
    for (const [i, change] of changes.entries()) {
      // Found already: this is the second attempt of work whose connection was lost after it was committed.
      const order = (await outbox.get(change.id))?.order ?? ++seq;
      await outbox.put({ id: change.id, state: 'waiting', order, since: 0, bytes: sealed[i] as Uint8Array });
      entries.push({ change, order, state: 'waiting', receipt: null });
    }
    for (const id of replaced) await outbox.delete(id);
    // What another window has typed further is not among the words that are saved.
    const drafts = tx.objectStore('drafts');
    if (draft?.isKnown(await drafts.get(draft.key))) await drafts.delete(draft.key);
    await putMeta(tx, { seq });
    return entries;
  });
}

/** Lets go of what was sent and had its receipt before this time of the server's, in milliseconds. */
export async function pruneSent(db: Database, before: number): Promise<void> {
  const old = IDBKeyRange.bound(['sent', Number.NEGATIVE_INFINITY], ['sent', before], false, true);
  const found = await db.read(['outbox'], (tx) => tx.objectStore('outbox').index('age').getAllKeys(old));
  if (found.length === 0) return;
  await db.write(['outbox'], 'relaxed', async (tx) => {
    const outbox = tx.objectStore('outbox');
    for (const id of await outbox.index('age').getAllKeys(old)) await outbox.delete(id);
  });
}

/** Seals an entry for the outbox; `since` is when it came to its state, by the server's clock. */
export async function sealEntry(entry: Entry, since: number): Promise<Queued> {
  const { change, order, state, receipt } = entry;
  return { id: change.id, state, order, since, bytes: await seal({ change, receipt }) };
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
