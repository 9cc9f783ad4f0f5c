import { onServerClock } from '#domain/clock';
import type { Change } from '#domain/record';

export type Age = 'none' | 'fresh' | 'amber' | 'red';

const HOUR = 3_600_000;

/**
 * How worrying the age of the oldest unsent change is: amber from 4 hours, red from 24. `now` in milliseconds.
 *
 * One that lies ahead was dated by a clock that has been set back since: nobody knows how old it is, so it is old.
 */
export function ageOf(oldest: string | null, now: number): Age {
  if (oldest === null) return 'none';
  const hours = Math.abs(now - Date.parse(oldest)) / HOUR;
  if (hours >= 24) return 'red';
  return hours >= 4 ? 'amber' : 'fresh';
}

/**
 * When the oldest of these was saved, by the clock of this device as it is set now: the one whose time is farthest
 * from `now`. `offset` is how far the server's clock is ahead of it; each change says how far it was then.
 */
export function oldestOf(changes: readonly Change[], offset: number | null, now: number): string | null {
  const ahead = offset ?? 0;
  const times = changes.map(({ at, offset_ms }) => onServerClock(at, (offset_ms ?? ahead) - ahead));
  const distance = (at: string | null) => (at === null ? -1 : Math.abs(now - Date.parse(at)));
  return times.reduce<string | null>((far, at) => (distance(at) > distance(far) ? at : far), null);
}
