import { onServerClock } from '#domain/clock';
import { MOST_BYTES, RETENTION_MS } from '#domain/protocol';
import type { Entry } from '#domain/record';
import type { Question } from '#remote/sync';
import type { Database } from '#storage/database';
import { type Meta, readMeta } from '#storage/meta';
import { countWaiting, findInState, findUnsent, openEntries } from '#storage/outbox';

/** What goes into one request, and what is said in it of all that the server does not have. */
export interface Batch {
  readonly meta: Meta;
  readonly entries: readonly Entry[];
  /** Whether anything waits to be sent, be it in this request or not. */
  readonly waits: boolean;
  readonly unsent: Question['unsent'];
}

/** Takes the next changes in their order, at most `most` of them and 512 KB, with the cursor to send. */
export async function collect(db: Database, most: number): Promise<Batch> {
  const { meta, waiting, unsent, found } = await db.read(['outbox', 'meta'], async (tx) => {
    const meta = await readMeta(tx);
    return {
      meta,
      waiting: await countWaiting(tx),
      unsent: await findUnsent(tx, refusedSince(meta)),
      found: await findInState(tx, 'waiting', Math.max(1, most)),
    };
  });
  let bytes = 0;
  const fitting = found.filter((row, i) => {
    bytes += row.bytes.length;
    return i === 0 || bytes <= MOST_BYTES;
  });
  const entries = (await openEntries(fitting)).slice(0, most);
  const first = await openEntries(unsent.first);
  // Whoever reads it has another clock than the one that it was written by.
  const oldest = first.map(({ change }) => onServerClock(change.at, change.offset_ms)).sort()[0] ?? null;
  return { meta, entries, waits: waiting > 0, unsent: { count: unsent.count, oldest_at: oldest } };
}

/**
 * From when on a refused change is still said to be only here. A handover waits for its writer to mend it, but not
 * for ever: the server has answered, and what is mended later reaches the supervisor's tray.
 */
function refusedSince({ heard }: Meta): number {
  return heard === null ? 0 : Date.parse(heard) - RETENTION_MS;
}
