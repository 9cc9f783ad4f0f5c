import type { Data } from '#domain/record';
import type { Handed } from './use-form';

/** Saves what differs from what was shown; gives the record's id, or null where nothing does. */
export async function saveChanges(
  id: string,
  { changes, shown }: Handed,
  save: (id: string, set: Data, shown: Data) => Promise<void>,
): Promise<string | null> {
  if (Object.keys(changes).length === 0) return null;
  await save(id, changes, shown);
  return id;
}
