import { date } from '#text/dates';

export const heading = 'Supervision';
export const add = 'Write down a session';
export const addHeading = (name: string) => `Supervision with ${name}`;
export const save = 'Save session';
export const change = 'Change';
export const private_ =
  'Only the two of you can read this. An administrator sees how often, and nothing else.';
export const none = 'No session yet.';
export const cases = 'You talked about';
export const agreed = 'What was agreed';
export const missed = 'None in the last month';
export const unknown = 'This session is not on this device';
export const withWhom = (name: string) => `With ${name}`;
export const all = 'See all';
export const count = 'Supervision in the last 12 months';

/** Says when a session was. */
export function held(day: string): string {
  return date(day);
}

/** Says by when something has to be done. */
export function doneBy(day: string): string {
  return `By ${date(day)}`;
}

/** Says how long ago the last session was. */
export function last(days: number): string {
  if (days <= 0) return 'Today';
  return days === 1 ? 'Yesterday' : `${days} days ago`;
}

/** Counts sessions, with the day of the last. */
export function counted(held: number, last: string | null): string {
  if (last === null) return 'None';
  return `${held}, the last on ${date(last)}`;
}
