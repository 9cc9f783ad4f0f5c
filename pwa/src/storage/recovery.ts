import type { Mark } from '#domain/mark';
import type { Copy } from '#storage/copies';
import type { Database, Writing } from '#storage/database';
import { type Draft, sealDraft } from '#storage/drafts';
import { type Loss, type Meta, putMeta, readMeta } from '#storage/meta';
import type { Sealed } from '#storage/schema';
import { seal } from '#storage/seal';

/** What is known apart from the database, and how many there were of what may be known nowhere else. */
export interface Apart {
  readonly changes: readonly Copy[];
  readonly drafts: readonly Draft[];
  readonly noted: { readonly drafts: number; readonly signals: number };
}

/**
 * Gives this device its id when it has none yet, and a new database one of its own; and everything that is remembered.
 *
 * An empty database whose mark says that it was not empty has been lost: it gets back its name and its place
 * in the sequence, what was copied is put back, and the server is told, which knows from the sequence what is missing.
 */
export async function prepare(
  db: Database,
  newId: string,
  mark: Mark | null,
  { changes, drafts, noted }: Apart,
  at: string,
): Promise<Meta> {
  const seals = await Promise.all(changes.map(({ change }) => seal({ change, receipt: null })));
  const rows = await Promise.all(drafts.map(sealDraft));
  return db.write(['outbox', 'meta', 'drafts', 'views'], 'strict', async (tx) => {
    const meta = await readMeta(tx);
    const emptied = meta.device === null && mark !== null;
    const before = emptied ? mark.seq : meta.seq;
    const { seq, recovered } = await putBack(tx, changes, seals, emptied, before);
    // Opening the app stores nothing when there is nothing new to know: it must open on a full disk too.
    if (meta.device !== null && recovered === 0) return meta;
    // In a database that is not new, a draft that is not there was finished or thrown away.
    if (meta.device === null) await putBackDrafts(tx, rows);
    await skipViews(tx, emptied, Date.parse(at));
    const loss: Loss | null = emptied
      ? {
          at,
          recovered,
          missing: Math.max(0, mark.unsent - recovered),
          drafts: { recovered: rows.length, missing: Math.max(0, noted.drafts - rows.length) },
          signals: noted.signals,
        }
      : meta.loss;
    const lost = emptied ? { last: mark.seq, recovered } : meta.lost;
    const born = meta.device === null ? newId : meta.born;
    const known = { device: meta.device ?? mark?.device ?? newId, born, seq, loss, lost };
    await putMeta(tx, known);
    return { ...meta, ...known };
  });
}

/** Puts back what is not there: under their own numbers, or after the `last` one. */
async function putBack(
  tx: Writing,
  copies: readonly Copy[],
  seals: readonly Uint8Array[],
  ownNumbers: boolean,
  last: number,
): Promise<{ seq: number; recovered: number }> {
  const outbox = tx.objectStore('outbox');
  let seq = last;
  let recovered = 0;
  for (const [i, { change, order }] of copies.entries()) {
    if ((await outbox.get(change.id)) !== undefined) continue;
    const number = ownNumbers ? order : seq + 1;
    seq = Math.max(seq, number);
    recovered += 1;
    const bytes = seals[i] ?? new Uint8Array();
    await outbox.put({ id: change.id, state: 'waiting', order: number, since: 0, bytes });
  }
  return { seq, recovered };
}

/**
 * Lets the numbers of what is looked at in a database that was emptied go on behind `last`: the server enters none
 * that it has had, and there were never as many as the clock has milliseconds.
 */
async function skipViews(tx: Writing, emptied: boolean, last: number): Promise<void> {
  if (!emptied) return;
  const views = tx.objectStore('views');
  await views.put({ n: last, bytes: new Uint8Array() });
  await views.delete(last);
}

/** Puts back each draft, where a page that is open has not kept it anew by now. */
async function putBackDrafts(tx: Writing, rows: readonly Sealed[]): Promise<void> {
  const drafts = tx.objectStore('drafts');
  for (const row of rows) if (((await drafts.get(row.id))?.order ?? 0) <= row.order) await drafts.put(row);
}
