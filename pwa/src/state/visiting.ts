import type { Visit } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { type Standing, standingOf } from '#domain/visit';
import { lifeline, serverTime, told } from '#state/lifelines';
import {
  checkIn,
  extendVisit,
  finishVisit,
  type Going,
  type Outcome,
  pinIsSet,
  startVisit,
} from '#state/visits';

export { type Standing, wantsPin } from '#domain/visit';
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
