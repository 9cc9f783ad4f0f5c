export type Age = 'none' | 'fresh' | 'amber' | 'red';

const HOUR = 3_600_000;

/** How worrying the age of the oldest unsent change is: amber from 4 hours, red from 24. `now` in milliseconds. */
export function ageOf(oldest: string | null, now: number): Age {
  if (oldest === null) return 'none';
  const hours = (now - Date.parse(oldest)) / HOUR;
  if (hours >= 24) return 'red';
  return hours >= 4 ? 'amber' : 'fresh';
}
