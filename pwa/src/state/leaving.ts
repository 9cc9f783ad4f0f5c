import { computed, type ReadonlySignal } from '@preact/signals';
import { seesBoard } from '#domain/person';
import { alerts, board, freshness } from '#state/board';
import { pushState } from '#state/push';
import { visitRuns } from '#state/running';
import { phone } from '#state/session';

/** What ends for whoever leaves this browser, and who would be left alone by that. */
export interface Leaving {
  /** How many alerts are in their hands, and whether nobody watches without them; null where they are not on duty. */
  readonly duty: { readonly last: boolean; readonly held: number } | 'unknown' | null;
  readonly visit: boolean;
  readonly rings: boolean;
}

/** What would end here if whoever is at work left now. */
export const leaving: ReadonlySignal<Leaving> = computed(() => ({
  duty: dutyHere(),
  visit: visitRuns.value,
  rings: pushState.value === 'on',
}));

function dutyHere(): Leaving['duty'] {
  const person = phone.value?.person;
  if (person === undefined || !seesBoard(person.role)) return null;
  if (board.value === null || freshness.value.stale) return 'unknown';
  const { me, watching } = board.value;
  if (!me.on_duty) return null;
  const elsewhere = me.endpoints > (pushState.value === 'on' ? 1 : 0);
  const last = !elsewhere && watching.every(({ name }) => name === person.name);
  const held = alerts.value.filter(({ drill, owner }) => !drill && owner?.account === person.id).length;
  return { last, held };
}
