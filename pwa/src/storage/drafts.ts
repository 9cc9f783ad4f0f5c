import type { Database } from '#storage/database';
import type { Sealed } from '#storage/schema';
import { openAll, seal } from '#storage/seal';

/**
 * What somebody has typed and not finished. `savedAt` is when it was last kept, by a clock that can be set back; of
 * two drafts under one key the one with the greater `turn` was typed later.
 */
export interface Draft {
  readonly key: string;
  readonly form: string;
  readonly client: string | null;
  readonly data: Record<string, unknown>;
  readonly savedAt: string;
  /** Absent in what an earlier version of the app has kept. */
  readonly turn?: number;
}

/** Gives the place of a draft among those that were kept under its key. */
export function turnOf({ turn, savedAt }: Draft): number {
  return turn ?? Date.parse(savedAt);
}

/** Every draft on this phone, the latest first. */
export async function readDrafts(db: Database): Promise<Draft[]> {
  const found = await db.read(['drafts'], (tx) => tx.objectStore('drafts').getAll());
  return openAll<Draft>(found.sort((one, other) => other.order - one.order).map((row) => row.bytes));
}

/** Names every draft on this phone without opening it. */
export function keysOfDrafts(db: Database): Promise<string[]> {
  return db.read(['drafts'], (tx) => tx.objectStore('drafts').getAllKeys());
}

/**
 * Keeps a draft; resolves once it is on the disk.
 *
 * `isWanted` is asked when its turn has come: transactions follow one another in the order in which they begin.
 */
export async function putDraft(db: Database, draft: Draft, isWanted: () => boolean): Promise<void> {
  const row = await sealDraft(draft);
  await db.write(['drafts'], 'strict', async (tx) => {
    if (!isWanted()) return;
    const put = tx.objectStore('drafts').put(row);
    // A page that goes away gives up what it has not committed: said now, it is written without the page.
    tx.commit();
    await put;
  });
}

/** Seals a draft: its form and its time stay readable. */
export async function sealDraft(draft: Draft): Promise<Sealed> {
  return {
    id: draft.key,
    state: draft.form,
    order: Date.parse(draft.savedAt),
    bytes: await seal(draft),
  };
}

/** Throws a draft away, because it was saved or is not wanted. */
export async function deleteDraft(db: Database, key: string): Promise<void> {
  await db.write(['drafts'], 'strict', async (tx) => {
    const gone = tx.objectStore('drafts').delete(key);
    tx.commit();
    await gone;
  });
}
