import type { Row } from '#domain/record';
import type { Answer } from '#remote/sync';
import { type Applied, type Page, storePage } from '#storage/page';
import { isFull } from '#storage/room';
import type { Batch } from '#sync/collect';
import type { Desk } from '#sync/desk';

/** What was stored of an answer; `full` when there was no room for its records. */
export interface Stored {
  readonly applied: Applied;
  readonly full: boolean;
}

/**
 * Stores an answer, and tells who listens: the whole of it, or only what became of the changes that were sent.
 *
 * Null where another tab has read on, and nothing was stored.
 */
export async function storeAnswer(
  desk: Desk,
  batch: Batch,
  answer: Answer,
  offset: number,
  receiptsOnly: boolean,
): Promise<Stored | null> {
  const page: Page = {
    ...answer,
    records: newest(answer.records),
    // Whoever is to compare has not read to the end: rows may be missing.
    more: answer.more || answer.compare === true,
    asked: batch.meta.cursor,
    sent: batch.entries,
    confirmed: batch.meta.unconfirmed,
    toldNames: batch.meta.formerly,
    toldLoss: batch.meta.lost !== null,
    offset,
    unsent: batch.unsent?.count ?? null,
  };
  // What may no longer be held goes in any case: the cursor stays, and it is said again.
  const short: Page = { ...page, records: [], cursor: page.asked, more: true };
  let full = false;
  const whole = (): Promise<Applied | null> =>
    storePage(desk.db, page).catch((error: unknown) => {
      if (!isFull(error)) throw error;
      // No room for what can be fetched again; what was sent has its receipt all the same.
      full = true;
      return storePage(desk.db, short, 'strict');
    });
  const applied = await (receiptsOnly ? storePage(desk.db, short) : whole());
  if (applied === null) return null;
  const { asked, cursor, more } = receiptsOnly || full ? short : page;
  desk.heard(applied, { asked, cursor, now: answer.now, fetched: !more });
  return { applied, full };
}

/** Each record once, at its newest version. */
function newest(records: readonly Row[]): Row[] {
  const found = new Map<string, Row>();
  for (const row of records) {
    if ((found.get(row.id)?.version ?? 0) <= row.version) found.set(row.id, row);
  }
  return [...found.values()];
}
