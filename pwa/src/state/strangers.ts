import { computed, type ReadonlySignal } from '@preact/signals';
import { others } from '#state/session';

/** Whether work was found here of people whom this phone no longer knows; `lost` where their marks are all of it. */
export const workOfStrangers: ReadonlySignal<'found' | 'lost' | null> = computed(() => {
  const lefts = others.value.flatMap(({ person, left }) => (person === null ? [left.value] : []));
  if (lefts.some((left) => left === null || left.unsent + left.refused + left.drafts > 0)) return 'found';
  return lefts.some((left) => left !== null && left.missing > 0) ? 'lost' : null;
});
