import { person } from '#state/session';

/** The time zone that times are shown in: the organisation's. */
export function zone(): string {
  return person.value?.organisation.timeZone ?? 'Europe/London';
}
