import type { DBSchema } from 'idb';

/** What lies in a store: `state` and `order` can be looked up, the rest is sealed. */
export interface Sealed {
  readonly id: string;
  readonly state: string;
  readonly order: number;
  readonly bytes: Uint8Array;
}

/** A change in the outbox; `since` says when it came to its state, in milliseconds of the server's clock. */
export interface Queued extends Sealed {
  readonly since: number;
}

export interface Shelves extends DBSchema {
  base: { key: string; value: Sealed };
  outbox: { key: string; value: Queued; indexes: { queue: [string, number]; age: [string, number] } };
  drafts: { key: string; value: Sealed };
  meta: { key: string; value: unknown };
  signals: { key: string; value: Sealed; indexes: { queue: [string, number] } };
  watch: { key: string; value: unknown };
  views: { key: number; value: { readonly n?: number; readonly bytes: Uint8Array } };
}

/**
 * 1: the first one released. 2: changes stay for a while after they were sent, and are found by their age.
 * 3: signals and what the server says of the watch have stores of their own, so that nothing else holds them up.
 * 4: what was looked at here waits for the log.
 */
export const VERSION = 4;

/**
 * Brings a database of any earlier version to this one, inside the transaction that its opening gives; `now` is in
 * milliseconds.
 */
export function upgrade(db: IDBDatabase, tx: IDBTransaction, from: number, now: number): void {
  if (from < 1) {
    for (const store of ['base', 'outbox', 'drafts']) db.createObjectStore(store, { keyPath: 'id' });
    tx.objectStore('outbox').createIndex('queue', ['state', 'order']);
    db.createObjectStore('meta');
  }
  if (from < 2) {
    const outbox = tx.objectStore('outbox');
    outbox.createIndex('age', ['state', 'since']);
    dateAll(outbox.openCursor(), now);
  }
  if (from < 3) {
    db.createObjectStore('signals', { keyPath: 'id' }).createIndex('queue', ['state', 'order']);
    db.createObjectStore('watch');
  }
  if (from < 4) db.createObjectStore('views', { keyPath: 'n', autoIncrement: true });
}

/** Dates each change of before, so that it is found in the new index, and as unsent for as long as any other. */
function dateAll(request: IDBRequest<IDBCursorWithValue | null>, since: number): void {
  request.onsuccess = () => {
    const cursor = request.result;
    if (cursor === null) return;
    cursor.update({ ...cursor.value, since });
    cursor.continue();
  };
}
