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

/** A draft as it lies on the disk: two that were kept are the same if their bytes are. */
export interface Kept {
  readonly draft: Draft;
  readonly bytes: Uint8Array;
}

/** How something is put in the place of a draft that other windows may have written to meanwhile. */
export interface Exchange {
  /** Asked when its turn has come: transactions follow one another in the order in which they begin. */
  isWanted(): boolean;
  /** Whether what is found there is no news to whoever writes. */
  isKnown(found: Sealed | undefined): boolean;
  /** Puts it there whatever is found, and gives that back: a page that goes away has no time to look first. */
  readonly atOnce: boolean;
}

/** Every draft on this phone, the latest first. */
export async function readDrafts(db: Database): Promise<Draft[]> {
  return (await readKept(db)).map(({ draft }) => draft);
}

/** Every draft on this phone as it lies there, the latest first. */
export async function readKept(db: Database): Promise<Kept[]> {
  const found = await db.read(['drafts'], (tx) => tx.objectStore('drafts').getAll());
  return open(found.sort((one, other) => other.order - one.order));
}

/** Names every draft on this phone without opening it. */
export function keysOfDrafts(db: Database): Promise<string[]> {
  return db.read(['drafts'], (tx) => tx.objectStore('drafts').getAllKeys());
}

/**
 * Keeps a draft, or with null throws one away; resolves once that is on the disk.
 *
 * Gives what another window has written there that is not known here: it still lies there, unless this was to
 * be done at once.
 */
export async function exchangeDraft(
  db: Database,
  key: string,
  row: Sealed | null,
  { isWanted, isKnown, atOnce }: Exchange,
): Promise<Kept | undefined> {
  const found = await db.write(['drafts'], 'strict', async (tx) => {
    const drafts = tx.objectStore('drafts');
    const before = drafts.get(key);
    // Where nothing can be written, nobody asks what was there.
    before.catch(() => undefined);
    if (!atOnce) await before;
    if (!isWanted()) return undefined;
    if (!atOnce && !isKnown(await before)) return before;
    const done = row === null ? drafts.delete(key) : drafts.put(row);
    // A page that goes away gives up what it has not committed: said now, it is written without the page.
    tx.commit();
    await done;
    // Judged in here: what is known may be more by the time that this has ended.
    return isKnown(await before) ? undefined : before;
  });
  return found && (await open([found]))[0];
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

async function open(rows: readonly Sealed[]): Promise<Kept[]> {
  const drafts = await openAll<Draft>(rows.map(({ bytes }) => bytes));
  return rows.map(({ bytes }, i) => ({ draft: drafts[i] as Draft, bytes }));
}
