// Run in Chromium by browser.py: each way of getting everything into IndexedDB, timed from nothing to stored.
import { PAGE_ROWS } from '#domain/protocol';
import { browser } from '#state/browser';
import { Database } from '#storage/database';
import { putMeta, readMeta } from '#storage/meta';
import { synchronise } from '#sync/engine';
import { Patience } from '#sync/patience';
import PouchDB from 'pouchdb';
import { createRxDatabase } from 'rxdb';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';

interface Fetched {
  readonly ms: number;
  readonly records: number;
}

const outside = browser();
const device = outside.id();
let made = 0;
const fresh = (name: string) => `${name}-${Date.now()}-${++made}`;

async function timed(work: () => Promise<number>): Promise<Fetched> {
  const start = performance.now();
  try {
    const records = await work();
    return { ms: performance.now() - start, records };
  } catch (error) {
    // What is thrown may be no Error, and says nothing on its way out of the page.
    throw new Error(error instanceof Error ? `${error.name}: ${error.message}` : JSON.stringify(error));
  }
}

/** The phone's own engine and storage, without a screen. */
async function doorstep(person: string): Promise<Fetched> {
  const db = new Database(outside, fresh('doorstep'));
  await db.write(['meta'], 'relaxed', async (tx) => putMeta(tx, { ...(await readMeta(tx)), device }));
  let records = 0;
  const heard = (applied: { rows: readonly unknown[] }) => {
    records += applied.rows.length;
  };
  const patience = new Patience();
  const desk = { outside, db, person, token: null, patience, heard, stopped: () => false };
  return timed(async () => {
    const result = await synchronise(desk);
    if (result.is !== 'ok') throw new Error(result.is);
    return records;
  });
}

interface Page {
  readonly records: { id: string }[];
  readonly cursor: string;
  readonly more: boolean;
}

async function page(cursor: string | null, limit: number): Promise<Page> {
  const body = JSON.stringify({ protocol: 1, device, cursor, limit, changes: [] });
  const headers = { 'Content-Type': 'application/json', 'Doorstep-Build': '1' };
  return (await fetch('/api/v1/sync', { method: 'POST', headers, body })).json();
}

/** The least that could be done: each page's rows put into one store. */
async function bare(): Promise<Fetched> {
  const opening = indexedDB.open(fresh('bare'));
  opening.onupgradeneeded = () => opening.result.createObjectStore('rows', { keyPath: 'id' });
  const db = await new Promise<IDBDatabase>((resolve) => {
    opening.onsuccess = () => resolve(opening.result);
  });
  return timed(async () => {
    let records = 0;
    let cursor: string | null = null;
    for (let more = true; more; ) {
      const found: Page = await page(cursor, PAGE_ROWS);
      const tx = db.transaction('rows', 'readwrite', { durability: 'relaxed' });
      for (const row of found.records) tx.objectStore('rows').put(row);
      await new Promise((resolve) => {
        tx.oncomplete = resolve;
      });
      records += found.records.length;
      ({ cursor, more } = found);
    }
    return records;
  });
}

async function pouchdb(url: string): Promise<Fetched> {
  const db = new PouchDB(fresh('pouch'));
  return timed(async () => (await db.replicate.from(url, { batch_size: PAGE_ROWS })).docs_written);
}

const SCHEMA = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 40 },
    kind: { type: 'string' },
    client: { type: 'string' },
    version: { type: 'number' },
    data: { type: 'object' },
    deleted: { type: 'boolean' },
    made: { type: 'object' },
    changed: { type: 'object' },
  },
} as const;

/** RxDB with its free storage for IndexedDB (Dexie), replicating from the same pages of our server. */
async function rxdb(): Promise<Fetched> {
  const db = await createRxDatabase({ name: fresh('rx'), storage: getRxStorageDexie() });
  const { rows } = await db.addCollections({ rows: { schema: SCHEMA } });
  return timed(async () => {
    let records = 0;
    const replication = replicateRxCollection({
      collection: rows,
      replicationIdentifier: 'doorstep',
      live: false,
      pull: {
        batchSize: PAGE_ROWS,
        handler: async (last: { cursor: string } | undefined, limit: number) => {
          const found = await page(last?.cursor ?? null, limit);
          records += found.records.length;
          return {
            documents: found.records.map((row) => ({ ...row, _deleted: false })),
            checkpoint: { cursor: found.cursor },
          };
        },
      },
    });
    await replication.awaitInitialReplication();
    return records;
  });
}

async function signIn(email: string, password: string): Promise<string> {
  const headers = { 'Content-Type': 'application/json', 'Doorstep-Build': '1' };
  const body = JSON.stringify({ email, password });
  const said = await fetch('/api/v1/session', { method: 'POST', headers, body });
  return (await said.json()).person.id;
}

Object.assign(globalThis, { bench: { doorstep, bare, pouchdb, rxdb, signIn } });
