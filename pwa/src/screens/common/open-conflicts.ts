import { computed } from '@preact/signals';
import { conflicts } from '#state/records';

/** The conflicts that nobody has settled yet. */
export const openConflicts = computed(() => conflicts.value.filter((conflict) => !conflict.data.choice));
