import type { Numbered, View } from '#domain/view';
import type { Database } from '#storage/database';
import { openAll, seal } from '#storage/seal';

/** Keeps a view until the server has entered it; the store numbers them, and never gives a number twice. */
export async function keepView(db: Database, view: View): Promise<void> {
  const bytes = await seal(view);
  await db.write(['views'], 'relaxed', async (tx) => {
    await tx.objectStore('views').add({ bytes });
  });
}

/** The first views that the server has not entered, in order. */
export async function readViews(db: Database, limit: number): Promise<Numbered[]> {
  const rows = await db.read(['views'], (tx) => tx.objectStore('views').getAll(null, limit));
  const views = await openAll<View>(rows.map(({ bytes }) => bytes));
  return views.map((view, i) => ({ ...view, n: rows[i]?.n as number }));
}

/** Lets go of the views up to a number: they are entered. */
export function dropViews(db: Database, upTo: number): Promise<void> {
  return db.write(['views'], 'relaxed', (tx) => tx.objectStore('views').delete(IDBKeyRange.upperBound(upTo)));
}
