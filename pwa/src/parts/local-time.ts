/** Between an instant in UTC and what a clock on the wall of the organisation's place shows. */

const walls = new Map<string, Intl.DateTimeFormat>();

function wall(zone: string): Intl.DateTimeFormat {
  const known = walls.get(zone);
  if (known) return known;
  // Swedish writes dates as ISO does: 2026-11-23 14:05.
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  walls.set(zone, made);
  return made;
}

/** Gives an instant as `2026-11-23T14:05` in `zone`. */
export function localOf(instant: string, zone: string): string {
  return wall(zone).format(new Date(instant)).replace(' ', 'T');
}

/**
 * Gives the instant at which clocks in `zone` show `local`, `2026-11-23T14:05`; null when `local` is not a full one.
 *
 * An hour that clocks skip in spring gives the instant an hour later; one that they show twice, the first or second.
 */
export function instantOf(local: string, zone: string): string | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local)) return null;
  const guess = Date.parse(`${local}:00Z`);
  if (Number.isNaN(guess)) return null;
  const first = guess - offset(guess, zone);
  return new Date(guess - offset(first, zone)).toISOString();
}

function offset(at: number, zone: string): number {
  return Date.parse(`${localOf(new Date(at).toISOString(), zone)}:00Z`) - Math.floor(at / 60_000) * 60_000;
}

/** Gives the instant in milliseconds at which a week began in `zone`: the one of `at`, or so many before it. */
export function beginningOfWeek(at: number, zone: string, before = 0): number {
  const day = new Date(`${localOf(new Date(at).toISOString(), zone).slice(0, 10)}T00:00Z`);
  const sinceMonday = (day.getUTCDay() + 6) % 7;
  day.setUTCDate(day.getUTCDate() - sinceMonday - 7 * before);
  return Date.parse(instantOf(day.toISOString().slice(0, 16), zone) ?? '');
}
