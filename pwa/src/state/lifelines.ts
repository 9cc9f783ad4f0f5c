import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Outside } from '#domain/outside';
import type { Person } from '#domain/person';
import { countUnheard, NOTHING_KNOWN } from '#domain/signal';
import { panicOf, runningVisit } from '#domain/visit';
import { Lifeline, type Told } from '#safety/lifeline';
import { databaseOf } from '#storage/people';

interface Line {
  readonly lifeline: Lifeline;
  readonly told: Signal<Told>;
}

const lines = signal<readonly Line[]>([]);
const beats = signal(0);
let stopBeating: (() => void) | null = null;

const BEAT_MS = 5_000;
const UNKNOWN: Told = { known: NOTHING_KNOWN, reached: 'unknown' };

/** The lifeline of whoever is at work on this phone, or was last: help can be called without signing in. */
export const lifeline: ReadonlySignal<Lifeline | null> = computed(() => lines.value[0]?.lifeline ?? null);

/** What is known of that person's watch. */
export const told: ReadonlySignal<Told> = computed(() => lines.value[0]?.told.value ?? UNKNOWN);

/** How much of what somebody has pressed waits for the server; where the phone was is not counted. */
export function signalsWaiting(person: Person): number {
  const line = lines.value.find((one) => databaseOf(one.lifeline.person) === databaseOf(person));
  return countUnheard(line?.told.value.known.sent ?? []);
}

/** The time by the server's clock, in milliseconds; whoever reads it follows it second by second. */
export const serverTime: ReadonlySignal<number> = computed(() => {
  void beats.value;
  return lifeline.value?.serverTime() ?? 0;
});

/** Opens the lifelines of everybody on this phone; the first is the one that the screens are about. */
export async function openLifelines(outside: Outside, first: Person, signedIn: boolean, rest: Person[]) {
  const made = [makeLine(outside, first, signedIn), ...rest.map((one) => makeLine(outside, one, false))];
  lines.value = made;
  await Promise.all(made.map(({ lifeline }) => lifeline.open().catch(() => undefined)));
}

/** Lets go of them all; what waits stays on the disk. */
export async function closeLifelines(): Promise<void> {
  stopBeating?.();
  stopBeating = null;
  const before = lines.value;
  lines.value = [];
  await Promise.all(before.map(({ lifeline }) => lifeline.close()));
}

function makeLine(outside: Outside, person: Person, cookie: boolean): Line {
  const state = signal(UNKNOWN);
  const lifeline = new Lifeline(outside, person, cookie, (heard) => {
    state.value = heard;
    if (stopBeating === null) beat(outside);
  });
  return { lifeline, told: state };
}

/** The time is followed only while something depends on it: a phone that counts seconds all day is flat by noon. */
function beat(outside: Outside): void {
  const line = lifeline.peek();
  const { known } = told.peek();
  const live = line !== null && (runningVisit(known, line.serverTime()) ?? panicOf(known)) !== null;
  beats.value += 1;
  stopBeating = live ? outside.after(BEAT_MS, () => beat(outside)) : null;
}
