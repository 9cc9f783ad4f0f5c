import type { Database } from '#storage/database';
import { type Draft, exchangeDraft, sealDraft } from '#storage/drafts';

/** Puts a draft on the disk, whatever lies there. */
export async function putDraft(db: Database, draft: Draft): Promise<void> {
  const anyway = { isWanted: () => true, isKnown: () => true, atOnce: true };
  await exchangeDraft(db, draft.key, await sealDraft(draft), anyway);
}
