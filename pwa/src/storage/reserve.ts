import type { Database } from '#storage/database';
import { fillerOf, RESERVE } from '#storage/room';

/**
 * Keeps some room back for text, where that is not so yet.
 *
 * Looking at `navigator.storage.estimate()` before storing would not do: Chromium answers with a quota that is
 * always 10 GB above what is used, whatever there is. Bytes that lie in the database do: tried in Chromium 156
 * with a quota of 20 MB, a full disk took text again as soon as they were deleted.
 */
export async function keepReserve(db: Database, bytes: number): Promise<void> {
  const there = await db.read(['meta'], (tx) => tx.objectStore('meta').getKey(RESERVE));
  if (there !== undefined || bytes === 0) return;
  const filler = fillerOf(bytes);
  await db.write(['meta'], 'relaxed', (tx) => tx.objectStore('meta').put(filler, RESERVE));
}
