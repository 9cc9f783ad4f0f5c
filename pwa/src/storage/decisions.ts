import type { Database } from '#storage/database';
import { putMeta, readMeta } from '#storage/meta';

/** Remembers that the writer has seen a decision; the change that it was about becomes history. */
export function putAwayDecision(db: Database, decision: string, change: string, now: number): Promise<void> {
  return db.write(['outbox', 'meta'], 'strict', async (tx) => {
    const outbox = tx.objectStore('outbox');
    const { putAway } = await readMeta(tx);
    await putMeta(tx, { putAway: [...new Set([...putAway, decision])] });
    const held = await outbox.get(change);
    if (held?.state === 'held') await outbox.put({ ...held, state: 'sent', since: now });
  });
}
