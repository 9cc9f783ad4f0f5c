import { computed, type ReadonlySignal } from '@preact/signals';
import { type Panic, panicOf, runningVisit } from '#domain/visit';
import { lifeline, serverTime, told } from '#state/lifelines';

export type { Panic } from '#domain/visit';

const LOCATE_MS = 30_000;

/** How the last call for help stands; null where there is none that is still open. */
export const panic: ReadonlySignal<Panic | null> = computed(() => panicOf(told.value.known));

/** Whom to ring or text when the phone cannot reach the server, as far as it has ever been told. */
export const monitor = computed(() => told.value.known.watch?.monitor ?? null);

/** Whose call for help it would be. */
export const helpFor = computed(() => lifeline.value?.person ?? null);

/** Calls for help. It waits for no position: that follows when there is one. */
export async function callForHelp(): Promise<void> {
  const line = lifeline.peek();
  if (line === null) return;
  const visit = runningVisit(told.peek().known, serverTime.peek());
  await line.say({ type: 'panic', visit });
  void line.sayWhere(visit, LOCATE_MS);
}
