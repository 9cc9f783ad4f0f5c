import { computed } from '@preact/signals';
import { conflicts } from '#state/records';

/** The conflicts that nobody has settled yet; one whose settling was not accepted is to be settled again. */
export const openConflicts = computed(() =>
  conflicts.value.filter(({ data, standing }) => !data.choice || standing === 'needs_attention'),
);
