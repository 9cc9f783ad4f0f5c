import { computed, type ReadonlySignal } from '@preact/signals';
import type { Person } from '#domain/person';
import { others, phone } from '#state/session';
import { status } from '#state/status';

export { switchTo } from '#state/session';

/** Somebody who has worked on this phone, and what of theirs is not sent. */
export interface PersonHere {
  readonly person: Person;
  readonly atWork: boolean;
  readonly unsent: number;
  readonly oldestUnsent: string | null;
  /** They have to sign in before their work can be sent. */
  readonly waitsForThem: boolean;
}

/** Everybody who has worked on this phone; whoever is at work comes first. */
export const peopleOnThisPhone: ReadonlySignal<PersonHere[]> = computed(() => {
  const { unsent, oldestUnsent } = status.value;
  const waitsForThem = phone.value?.link.trouble.value === 'sign_in' && unsent > 0;
  const own = phone.value && { person: phone.value.person, atWork: true, unsent, oldestUnsent, waitsForThem };
  const rest = others.value.map((other) => {
    const { count, oldest, waitsForThem } = other.unsent.value;
    return { person: other.person, atWork: false, unsent: count, oldestUnsent: oldest, waitsForThem };
  });
  return own === null ? rest : [own, ...rest];
});
