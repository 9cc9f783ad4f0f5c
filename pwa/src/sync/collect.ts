import { MOST_BYTES } from '#domain/protocol';
import type { Entry } from '#domain/record';
import type { Database } from '#storage/database';
import { type Meta, readMeta } from '#storage/meta';
import { findInState, openEntries } from '#storage/outbox';

/** What goes into one request. */
export interface Batch {
  readonly meta: Meta;
  readonly entries: readonly Entry[];
}

/** Takes the next changes in their order, at most `most` of them and 512 KB, with the cursor to send. */
export async function collect(db: Database, most: number): Promise<Batch> {
  const { meta, found } = await db.read(['outbox', 'meta'], async (tx) => ({
    meta: await readMeta(tx),
    found: most > 0 ? await findInState(tx, 'waiting', most) : [],
  }));
  let bytes = 0;
  const fitting = found.filter((row, i) => {
    bytes += row.bytes.length;
    return i === 0 || bytes <= MOST_BYTES;
  });
  return { meta, entries: await openEntries(fitting) };
}
