import { isAbout, ownWords } from '#domain/draft';
import type { Change, Entry, EntryState } from '#domain/record';
import type { Database, Writing } from '#storage/database';
import { readDrafts, sealDraft } from '#storage/drafts';
import type { Meta } from '#storage/meta';

/** The changes that are on their way no more: a receipt or this phone itself has said where they stand. */
export const PLACED: readonly EntryState[] = ['received', 'held', 'sent', 'refused', 'parked'];

/** Takes everything of these scopes off this phone; gives the ids of what is gone. */
export async function forgetScopes(tx: Writing, scopes: ReadonlySet<string>): Promise<string[]> {
  const gone: string[] = [];
  if (scopes.size === 0) return gone;
  for (const row of await tx.objectStore('base').getAll()) {
    if (!scopes.has(row.state) && !scopes.has(row.id)) continue;
    await tx.objectStore('base').delete(row.id);
    gone.push(row.id);
  }
  return gone;
}

/**
 * Takes what forms had shown of these scopes out of their drafts, and leaves what was typed.
 *
 * Before the answer that asks for it is stored: whoever dies in between is asked again.
 */
export async function forgetShown(db: Database, scopes: ReadonlySet<string>): Promise<void> {
  if (scopes.size === 0) return;
  const about = (await readDrafts(db)).filter((draft) => isAbout(draft, scopes));
  const rows = await Promise.all(about.map((draft) => sealDraft(ownWords(draft))));
  if (rows.length === 0) return;
  await db.write(['drafts'], 'strict', async (tx) => {
    const drafts = tx.objectStore('drafts');
    for (const row of rows) {
      // What was typed further meanwhile is its own tab's to keep, which hears of this too.
      if ((await drafts.get(row.id))?.order === row.order) await drafts.put(row);
    }
  });
}

/** Leaves out that the risk briefs of these clients were read: what stood in them is noted with it. */
export function forgetBriefs(briefed: Meta['briefed'], clients: readonly string[]): Meta['briefed'] {
  return Object.fromEntries(Object.entries(briefed).filter(([client]) => !clients.includes(client)));
}

/** What a change belongs to, as the server grants and takes it: its client, or itself where it is about nobody. */
export function scopeOf({ client, record }: Change): string {
  return client ?? record;
}

/**
 * What stays of a change when its client is to be forgotten: nothing where the server has it; else its writer's own
 * words, without what others had written before. Whoever goes on with it has seen nothing of what stands.
 */
export function afterForgetting(entry: Entry): Entry | null {
  if (entry.state === 'received' || entry.state === 'sent') return null;
  // What was seen of a record before the server had any of it is its writer's own too.
  if (entry.change.was === undefined || entry.change.base === 0) return entry;
  const { was: _, ...change } = entry.change;
  return { ...entry, change };
}
