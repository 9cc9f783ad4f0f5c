import type { Mark } from '#domain/mark';
import type { Copy } from '#storage/copies';
import type { Database } from '#storage/database';
import { type Loss, type Meta, putMeta, readMeta } from '#storage/meta';
import { seal } from '#storage/seal';

/**
 * Gives this device its id when it has none yet, and everything that is remembered.
 *
 * An empty database whose mark says that it was not empty has been lost: it gets back its name and its place
 * in the sequence, so that the server can tell what is missing, and what was copied is put into the outbox.
 */
export async function prepare(
  db: Database,
  newDevice: string,
  mark: Mark | null,
  copies: readonly Copy[],
  at: string,
): Promise<Meta> {
  const seals = await Promise.all(copies.map(({ change }) => seal({ change, receipt: null })));
  return db.write(['outbox', 'meta'], 'strict', async (tx) => {
    const meta = await readMeta(tx);
    const emptied = meta.device === null && mark !== null;
    let seq = emptied ? mark.seq : meta.seq;
    let recovered = 0;
    for (const [i, { change, order }] of copies.entries()) {
      if ((await tx.objectStore('outbox').get(change.id)) !== undefined) continue;
      const number = emptied ? order : seq + 1;
      seq = Math.max(seq, number);
      recovered += 1;
      const row = { id: change.id, state: 'waiting', order: number, since: 0 };
      await tx.objectStore('outbox').put({ ...row, bytes: seals[i] as Uint8Array });
    }
    const loss: Loss | null = emptied
      ? { at, recovered, missing: Math.max(0, mark.unsent - recovered) }
      : meta.loss;
    const known = { device: meta.device ?? mark?.device ?? newDevice, seq, loss };
    await putMeta(tx, known);
    return { ...meta, ...known };
  });
}
