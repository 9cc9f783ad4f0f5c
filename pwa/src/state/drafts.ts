import { computed, type ReadonlySignal } from '@preact/signals';
import { phone } from '#state/session';
import type { Draft } from '#storage/drafts';

export type { Draft } from '#storage/drafts';

/** Everything that was typed and not finished, the latest first. */
export const drafts: ReadonlySignal<readonly Draft[]> = computed(() => phone.value?.drafts.all.value ?? []);

/** The draft of a form as it was typed last, which may not be among those that are shown yet. */
export function latestDraft(key: string): Draft | undefined {
  return phone.value?.drafts.latest(key);
}

/** Whether another window has saved or thrown away what stood in a form, and nothing was typed into it since. */
export function isFinished(key: string): boolean {
  return phone.value?.drafts.elsewhere.has(key) === true;
}

/** The draft of a form, as it was last typed, in whichever tab; null where there is none. */
export async function openDraft(key: string): Promise<Draft | null> {
  const box = phone.value?.drafts;
  await box?.look();
  return box?.latest(key) ?? null;
}

/** Keeps what stands in a form: within a second, and at once when the page is hidden. */
export function keepDraft(
  key: string,
  form: string,
  client: string | null,
  data: Record<string, unknown>,
): void {
  phone.value?.drafts.keep(key, form, client, data);
}

/** Runs what saves the words of a draft; with them saved, the draft is gone. */
export async function finishDraft<T>(key: string, save: () => Promise<T>): Promise<T> {
  return phone.value === null ? save() : phone.value.drafts.finish(key, save);
}

/** Writes at once what was typed: its box is about to go from the screen. */
export function keepDraftsNow(): void {
  void phone.value?.drafts.flush();
}

/** Throws a draft away, because it is not wanted. */
export async function dropDraft(key: string): Promise<void> {
  await phone.value?.drafts.drop(key);
}
