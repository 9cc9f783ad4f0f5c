import { computed, type ReadonlySignal } from '@preact/signals';
import type { Visit } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { isRunning, runningVisit, type Standing, standingOf } from '#domain/visit';
import { lifeline, serverTime, told } from '#state/lifelines';
import { visitOf } from '#state/records';
import {
  checkIn,
  extendVisit,
  finishVisit,
  type Going,
  type Outcome,
  pinIsSet,
  startVisit,
} from '#state/visits';

export type { Standing } from '#domain/visit';
export type { Outcome } from '#state/visits';

/** A visit as its screens see it: the real one, or one that is only practised. */
export interface Visiting {
  readonly practice: boolean;
  readonly visit: Viewed<Visit>;
  /** Whose visit it is: never started, extended or finished under another's login. */
  readonly worker: string;
  readonly standing: Standing;
  readonly pinSet: boolean;
  /** The time by the server's clock, in milliseconds. */
  readonly now: number;
  start(going: Going): Promise<void>;
  extend(minutes: number): Promise<void>;
  checkIn(): Promise<void>;
  finish(outcome: Outcome, pin: string | null): Promise<void>;
}

/** A visit as its screens see it; reads signals, so a component that calls it follows. */
export function visitingOf(visit: Viewed<Visit>): Visiting {
  const standing = standingOf(visit.id, told.value.known, serverTime.value);
  return {
    practice: false,
    visit,
    worker: lifeline.value?.person.name ?? '',
    standing,
    pinSet: pinIsSet(),
    now: serverTime.value,
    start: (going) => startVisit(visit, going),
    extend: (minutes) => extendVisit(visit.id, minutes),
    checkIn: () => checkIn(visit.id),
    finish: (outcome, pin) => finishVisit(visit, outcome, standing.started, pin),
  };
}

/** The visit that runs now on this phone, with how it stands; null where none does. */
export const running: ReadonlySignal<{ id: string; client: string | null; standing: Standing } | null> =
  computed(() => {
    const { known } = told.value;
    const id = runningVisit(known, serverTime.value);
    if (id === null) return null;
    const standing = standingOf(id, known, serverTime.value);
    return isRunning(standing) ? { id, client: visitOf(id)?.client ?? null, standing } : null;
  });

/** Whether a visit runs on this phone. */
export const visitRuns: ReadonlySignal<boolean> = computed(() => running.value !== null);
