import { computed, type ReadonlySignal } from '@preact/signals';
import type { Person } from '#domain/person';
import { drafts } from '#state/drafts';
import { signalsWaiting } from '#state/lifelines';
import type { Left } from '#state/other';
import { lostWith } from '#state/problems';
import { parkedItems } from '#state/refusals';
import { others, phone, session } from '#state/session';
import { oldestFor, status } from '#state/status';

export { switchTo } from '#state/session';

/** Somebody who has worked on this phone, and how much of theirs is nowhere else. */
export interface PersonHere {
  readonly person: Person;
  readonly atWork: boolean;
  /** What they have written; null until it has been looked at. */
  readonly left: Left | null;
  /** What they have pressed on a visit and the server has not. */
  readonly signals: number;
}

/** Everybody who has worked on this phone; whoever is at work comes first. */
export const peopleOnThisPhone: ReadonlySignal<PersonHere[]> = computed(() => {
  const own = phone.value && {
    person: phone.value.person,
    atWork: true,
    left: ownLeft.value,
    signals: signalsWaiting(phone.value.person),
  };
  const rest = others.value.flatMap(({ person, left }) =>
    person ? [{ person, atWork: false, left: left.value, signals: signalsWaiting(person) }] : [],
  );
  return own === null ? rest : [own, ...rest];
});

/**
 * What waits on this phone of those who are not at work, in numbers: `unsent` is being sent, `forThem` waits until they
 * sign in, `pressed` was pressed on a visit.
 */
export const waitsHere: ReadonlySignal<Record<'unsent' | 'forThem' | 'pressed', number>> = computed(() => {
  const count = { unsent: 0, forThem: 0, pressed: 0 };
  for (const { atWork, left, signals } of peopleOnThisPhone.value) {
    if (atWork) continue;
    count.pressed += signals;
    count.forThem += left?.refused ?? 0;
    count[left?.waitsForThem ? 'forThem' : 'unsent'] += left?.unsent ?? 0;
  }
  return count;
});

const ownLeft: ReadonlySignal<Left> = computed(() => {
  const waiting = (phone.value?.shelf.outbox.value ?? []).filter((entry) => entry.state === 'waiting');
  return {
    unsent: waiting.length,
    oldestUnsent: phone.value && oldestFor(phone.value, waiting),
    waitsForThem: session.value === 'expired' && !status.value.handsIn && waiting.length > 0,
    refused: parkedItems.value.length,
    drafts: drafts.value.length,
    missing: lostWith(phone.value?.link.loss.value ?? null),
  };
});
