import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { offsetOf } from '#domain/clock';
import type { Rota } from '#domain/duty';
import { deleteDuty, fetchRota, type NewDuty, postDuty, postSoundTest } from '#remote/duty';
import { type Done, doneOf } from '#state/alerts';
import { askBoard } from '#state/board';
import { desk } from '#state/making';
import { phone } from '#state/session';
import { testSound } from '#state/siren';

export type { NewDuty } from '#remote/duty';

const known = signal<{ by: string; rota: Rota; ahead: number } | null>(null);

/** Who is on duty, as the server last said; null before its first answer. */
export const rota: ReadonlySignal<Rota | null> = computed(() =>
  known.value?.by === phone.value?.person.id ? (known.value?.rota ?? null) : null,
);

/**
 * The server's time, in milliseconds, at a moment of this device's clock.
 *
 * Never before its last answer: a screen's clock goes in steps, and who has just gone on duty is on duty.
 */
export function rotaTime(at: Date): number {
  if (known.value === null) return at.getTime();
  return Math.max(Date.parse(known.value.rota.now), at.getTime() + known.value.ahead);
}

/** Asks the server who is on duty; tells whether it answered. */
export async function askRota(): Promise<boolean> {
  const { outside, person } = desk();
  const sent = outside.now();
  const outcome = await fetchRota(outside);
  if (outcome.is !== 'ok') return false;
  known.value = {
    by: person.id,
    rota: outcome.body,
    ahead: offsetOf(outcome.body.now, sent, outside.now()),
  };
  return true;
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
  if (heard) await postSoundTest(desk().outside);
  void askBoard();
  return heard;
}

/** Asks anew who is on duty and how the watch stands, whatever was done. */
async function renewed(done: Done): Promise<Done> {
  await Promise.all([askRota(), askBoard()]);
  return done;
}
