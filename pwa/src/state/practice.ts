import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Visit } from '#domain/kinds';
import { answerPractice, beginPractice, endPracticeHelp } from '#domain/practice';
import type { Viewed } from '#domain/record';
import type { Known, Said } from '#domain/signal';
import { type Panic, panicOf, standingOf } from '#domain/visit';
import { serverTime } from '#state/lifelines';
import { person } from '#state/session';
import type { Visiting } from '#state/visiting';

/* A visit that nobody hears of: nothing of it is stored, and nothing leaves this phone. */

const known = signal<Known>(beginPractice(''));
const at = signal(new Date(0).toISOString());

/** Begins to practise anew. */
export function beginAgain(): void {
  at.value = new Date(serverTime.peek()).toISOString();
  known.value = beginPractice(at.value);
}

/** The practised visit as its screens see it. */
export function practised(): Visiting {
  const now = serverTime.value;
  const say = async (said: Said) => answer(said);
  const { id } = PLAN;
  return {
    practice: true,
    visit: { ...PLAN, data: { ...PLAN.data, planned_at: at.value } },
    worker: person.value?.name ?? '',
    standing: standingOf(id, known.value, now),
    pinSet: true,
    now,
    start: () => say({ type: 'start', visit: id, minutes: MINUTES }),
    extend: (minutes) => say({ type: 'extend', visit: id, minutes }),
    checkIn: () => say({ type: 'check_in', visit: id }),
    finish: () => say({ type: 'finish', visit: id }),
  };
}

/** How the practised call for help stands; null where none is open. */
export const practisedHelp: ReadonlySignal<Panic | null> = computed(() => panicOf(known.value));

/** Calls for help, and nobody hears it. */
export function practiseHelp(): void {
  answer({ type: 'panic', visit: PLAN.id });
}

/** Puts the practised call for help away; the practised visit goes on. */
export function putAwayHelp(): void {
  known.value = endPracticeHelp(known.value);
}

function answer(said: Said): void {
  known.value = answerPractice(known.value, said, new Date(serverTime.peek()).toISOString());
}

const MINUTES = 45;
const STAMP = { by: '', name: '', at: '', received: null };

const PLAN: Viewed<Visit> = {
  id: 'practice',
  kind: 'visit',
  client: null,
  version: 1,
  data: { worker: '', planned_at: '', minutes: MINUTES, state: 'planned' },
  standing: 'received',
  errors: null,
  made: STAMP,
  changed: null,
  waitingFields: [],
};
