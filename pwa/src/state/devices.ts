import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type Age, ageOf } from '#domain/age';
import { type DeviceCard, fetchDevices } from '#remote/devices';
import { phone } from '#state/session';

/** A phone of the team, with what it last said of itself. */
export interface TeamDevice extends DeviceCard {
  /** How long its oldest unsent entry has waited; `none` where it has none, or has not said. */
  readonly age: Age;
}

interface Asked {
  /** Whose list it is: another person on this phone does not see it. */
  readonly by: string;
  readonly at: string;
  readonly devices: readonly TeamDevice[];
}

const asked = signal<Asked | null>(null);

/** The phones of the team as the server last told them, and when it did; null before the first answer. */
export const teamDevices: ReadonlySignal<{ at: string; devices: readonly TeamDevice[] } | null> = computed(
  () => (asked.value?.by === phone.value?.person.id ? asked.value : null),
);

/** Asks the server for the phones of the team; tells whether it answered. Only a network brings them. */
export async function fetchTeamDevices(): Promise<boolean> {
  const open = phone.value;
  if (open === null) return false;
  const { outside, person } = open;
  const outcome = await fetchDevices(outside);
  if (outcome.is !== 'ok') return false;
  const now = outside.now();
  const devices = outcome.body.devices.map((one) => ({
    ...one,
    age: one.unsent === 0 ? ('none' as const) : ageOf(one.oldest_unsent, now),
  }));
  asked.value = { by: person.id, at: new Date(now).toISOString(), devices };
  return true;
}
