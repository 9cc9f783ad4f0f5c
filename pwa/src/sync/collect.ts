import { MOST_BYTES } from '#domain/protocol';
import type { Entry } from '#domain/record';
import type { Database } from '#storage/database';
import { type Meta, readMeta } from '#storage/meta';
import { countWaiting, findInState, openEntries } from '#storage/outbox';

/** What goes into one request, and how much waits in all. */
export interface Batch {
  readonly meta: Meta;
  readonly entries: readonly Entry[];
  readonly count: number;
  readonly oldest: string | null;
}

/** Takes the next changes in their order, at most `most` of them and 512 KB, with the cursor to send. */
export async function collect(db: Database, most: number): Promise<Batch> {
  const { meta, count, found } = await db.read(['outbox', 'meta'], async (tx) => ({
    meta: await readMeta(tx),
    count: await countWaiting(tx),
    found: await findInState(tx, 'waiting', Math.max(1, most)),
  }));
  let bytes = 0;
  const fitting = found.filter((row, i) => {
    bytes += row.bytes.length;
    return i === 0 || bytes <= MOST_BYTES;
  });
  const entries = await openEntries(fitting);
  return { meta, count, entries: entries.slice(0, most), oldest: entries[0]?.change.at ?? null };
}
