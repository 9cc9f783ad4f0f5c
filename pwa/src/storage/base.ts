import type { Row } from '#domain/record';
import type { Database } from '#storage/database';
import type { Sealed } from '#storage/schema';
import { openAll, seal } from '#storage/seal';

/** Everything that the server last said. */
export async function readBase(db: Database): Promise<Row[]> {
  const found = await db.read(['base'], (tx) => tx.objectStore('base').getAll());
  return openAll<Row>(found.map((row) => row.bytes));
}

/** What the server last said of these records, for those that are there. */
export async function readRows(db: Database, ids: readonly string[]): Promise<Row[]> {
  const found = await db.read(['base'], (tx) => Promise.all(ids.map((id) => tx.objectStore('base').get(id))));
  return openAll<Row>(found.flatMap((row) => (row === undefined ? [] : [row.bytes])));
}

/** Seals a row: its client, by which it may have to be forgotten, and its version stay readable. */
export async function sealRow(row: Row): Promise<Sealed> {
  return { id: row.id, state: row.client ?? '', order: row.version, bytes: await seal(row) };
}
