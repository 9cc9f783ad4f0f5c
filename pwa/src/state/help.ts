import { computed, type ReadonlySignal } from '@preact/signals';
import { type Panic, panicOf, runningVisit } from '#domain/visit';
import { lifeline, serverTime, told } from '#state/lifelines';
import { person } from '#state/session';

export type { Panic } from '#domain/visit';

const LOCATE_MS = 30_000;

/** How the last call for help stands; null where there is none that is still open. */
export const panic: ReadonlySignal<Panic | null> = computed(() => panicOf(told.value.known));

/** Whom to ring or text when the phone cannot reach the server, as far as it has ever been told. */
export const monitor = computed(() => told.value.known.watch?.monitor ?? null);

/** Whose call for help it would be. */
export const helpFor = computed(() => lifeline.value?.person ?? null);

/** What a call for help would meet: `unknown` also where nobody is signed in, and the server is asked nothing. */
export type Reach = 'watched' | 'unwatched' | 'broken' | 'unsent' | 'unknown';

/** What a call for help would meet now, as far as this phone knows. */
export const reach: ReadonlySignal<Reach> = computed(() => {
  const { known, reached } = told.value;
  if (reached === 'unreached') return 'unsent';
  if (reached !== 'heard' || known.watch === null || person.value === null) return 'unknown';
  if (!known.watch.engine.ok) return 'broken';
  return known.watch.watching.length > 0 ? 'watched' : 'unwatched';
});

/** Looks at once whether the server can be reached, and who watches. */
export function lookForHelp(): void {
  lifeline.peek()?.wake();
}

/** Calls for help. It waits for no position: that follows when there is one. */
export async function callForHelp(): Promise<void> {
  const line = lifeline.peek();
  if (line === null) return;
  const visit = runningVisit(told.peek().known, serverTime.peek());
  await line.say({ type: 'panic', visit });
  void line.sayWhere(visit, LOCATE_MS);
}
