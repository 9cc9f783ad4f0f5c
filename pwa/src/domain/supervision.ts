/** Supervision is a monthly habit: so many days after a session the next one is late. */
const EVERY_DAYS = 31;
const DAY = 86_400_000;

/** Gives the whole days from one day of the calendar to another. */
export function daysBetween(day: string, today: string): number {
  return Math.round((Date.parse(today) - Date.parse(day)) / DAY);
}

/** Tells whether a month has gone by without a session; `last` is null where there has been none. */
export function isMissed(last: string | null, today: string): boolean {
  return last === null || daysBetween(last, today) > EVERY_DAYS;
}
