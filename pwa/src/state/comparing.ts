import { computed, type ReadonlySignal } from '@preact/signals';
import { phone } from '#state/session';
import type { Compared } from '#storage/meta';

export type { Compared } from '#storage/meta';

/** What the last comparison with the server has found; null before the first. */
export const lastCompared: ReadonlySignal<Compared | null> = computed(
  () => phone.value?.link.compared.value ?? null,
);

/** Whether this phone is being compared with the server now. */
export const comparing: ReadonlySignal<boolean> = computed(() => phone.value?.link.comparing.value ?? false);

/** Compares everything on this phone with the server; tells whether that could be done. */
export async function compareNow(): Promise<boolean> {
  return (await phone.value?.compareNow()) ?? false;
}
