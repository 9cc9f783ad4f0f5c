import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Rota } from '#domain/duty';
import { deleteDuty, fetchRota, type NewDuty, postDuty, postTest } from '#remote/duty';
import { type Done, doneOf } from '#state/alerts';
import { askBoard } from '#state/board';
import { desk } from '#state/making';
import { phone } from '#state/session';
import { testSound } from '#state/siren';

export type { NewDuty } from '#remote/duty';

const known = signal<{ by: string; rota: Rota } | null>(null);

/** Who is on duty, as the server last said; null before its first answer. */
export const rota: ReadonlySignal<Rota | null> = computed(() =>
  known.value?.by === phone.value?.person.id ? (known.value?.rota ?? null) : null,
);

/** Asks the server who is on duty; tells whether it answered. */
export async function askRota(): Promise<boolean> {
  const { outside, person } = desk();
  const outcome = await fetchRota(outside);
  if (outcome.is === 'ok') known.value = { by: person.id, rota: outcome.body };
  return outcome.is === 'ok';
}

/** Puts somebody on duty. */
export async function goOnDuty(duty: NewDuty): Promise<Done> {
  return renewed(doneOf(await postDuty(desk().outside, duty)));
}

/** Takes somebody off duty. */
export async function goOffDuty(id: string): Promise<Done> {
  return renewed(doneOf(await deleteDuty(desk().outside, id)));
}

/** Lets the siren be heard; where the browser let it, the server learns that it was tried. */
export async function trySound(): Promise<boolean> {
  const heard = await testSound();
  if (heard) await postTest(desk().outside, 'sound');
  void askBoard();
  return heard;
}

/** Asks for a message to this person's phones and computers, to see that it comes. */

async function renewed(done: Done): Promise<Done> {
  await Promise.all([askRota(), askBoard()]);
  return done;
}
