import { computed, type ReadonlySignal } from '@preact/signals';
import { isRunning, runningVisit, type Standing, standingOf } from '#domain/visit';
import { serverTime, told } from '#state/lifelines';
import { visitOf } from '#state/records';

/** The visit that runs now on this phone, with how it stands; null where none does. */
export const running: ReadonlySignal<{ id: string; client: string | null; standing: Standing } | null> =
  computed(() => {
    const { known } = told.value;
    const id = runningVisit(known, serverTime.value);
    if (id === null) return null;
    const standing = standingOf(id, known, serverTime.value);
    return isRunning(standing) ? { id, client: visitOf(id)?.client ?? begunWith(id), standing } : null;
  });

/** Whom it was begun with here, where its record has gone from this phone since. */
function begunWith(id: string): string | null {
  const start = told.value.known.sent.find(({ signal }) => signal.visit === id && signal.type === 'start');
  return start?.signal.client ?? null;
}

/** Whether a visit runs on this phone. */
export const visitRuns: ReadonlySignal<boolean> = computed(() => running.value !== null);
