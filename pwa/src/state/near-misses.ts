import { computed, type ReadonlySignal } from '@preact/signals';
import type { NearMiss } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { changeRecord } from '#state/actions';
import { desk } from '#state/making';
import { nearMisses } from '#state/records';

/** The near misses that nobody has written a lesson of, and those that somebody has; the newest first. */
export const lessons: ReadonlySignal<{ open: Viewed<NearMiss>[]; learned: Viewed<NearMiss>[] }> = computed(
  () => {
    const has = ({ data }: Viewed<NearMiss>) => Boolean(data.learned);
    return { open: nearMisses.value.filter((one) => !has(one)), learned: nearMisses.value.filter(has) };
  },
);

/** When a near miss happened, or was written down where that is not said. */
export function whenOf({ data, made }: Viewed<NearMiss>): string {
  return data.happened_at ?? made.at;
}

/** Writes what was learned from a near miss, with who says so. */
export async function learn({ id, data }: Viewed<NearMiss>, learned: string): Promise<void> {
  const shown = { learned: data.learned ?? null, learned_by: data.learned_by ?? null };
  await changeRecord('near_miss', id, { learned, learned_by: desk().person.name }, shown);
}
