import type { Entry, EntryState } from '#domain/record';
import type { Writing } from '#storage/database';

/** The changes that have a receipt, and are not their writer's to mend. */
export const RECEIPTED: readonly EntryState[] = ['received', 'held', 'sent'];

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
 * What stays of a change with a receipt when its client is to be forgotten: nothing; or, where somebody has yet
 * to decide about it, its writer's own words without what others had written before.
 */
export function afterForgetting(entry: Entry): Entry | null {
  if (entry.state !== 'held') return null;
  if (entry.change.was === undefined) return entry;
  const { was: _, ...change } = entry.change;
  return { ...entry, change };
}
