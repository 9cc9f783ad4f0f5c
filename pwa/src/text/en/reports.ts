import type { Waited } from '#domain/report';
import { date } from '#text/dates';
import { span } from './board';

export const heading = 'Reports';
export const period = 'For how long?';
export const team = 'Whose';
export const everybody = 'Everybody';
export const acknowledge = 'Until somebody had it';
export const resolve = 'Until it was closed';
export const noAlerts = 'No alert in this time.';
export const kinds = 'What the alerts were';
export const outcomes = 'How they ended';
export const noneEnded = 'None of them has been closed yet.';
export const visits = 'Home visits that were watched';
export const noVisits = 'No home visit in this time.';
export const weeks = 'Week by week';
export const forgotten = 'Forgotten finishes';
export const drills = 'Drills';
export const noDrills = 'No drill in this time.';

const PERIODS: Readonly<Record<number, string>> = {
  4: 'The last 4 weeks',
  13: 'The last 3 months',
  52: 'The last 12 months',
};

/** Names a stretch of time. */
export function lastWeeks(count: number): string {
  return PERIODS[count] ?? `The last ${count} weeks`;
}

/** Says from which day to which. */
export function between(from: string, to: string): string {
  return `${date(from)} to ${date(to)}`;
}

/** Counts alerts. */
export function alerts(count: number): string {
  return count === 1 ? '1 alert, without drills' : `${count} alerts, without drills`;
}

/** Says how long something took, in the middle and for nine of ten. */
export function waited({ count, median_s, p90_s }: Waited): string {
  if (count === 0 || median_s === null) return 'Nothing to count';
  const rest = p90_s === null ? '' : `, nine of ten within ${span(p90_s * 1000)}`;
  return `Half within ${span(median_s * 1000)}${rest}`;
}

/** Says how many of how many, and the share. */
export function of(part: number, whole: number, share: number | null): string {
  return share === null ? 'none' : `${part} of ${whole} (${share} %)`;
}

/** Says how many home visits of how many were watched. */
export function ofVisits(armed: number, home: number): string {
  return `${armed} of ${home} home visits had the timer running.`;
}

/** Says when finishing was forgotten. */
export function forgottenCount(count: number): string {
  if (count === 0) return 'Nobody forgot to finish a visit.';
  return count === 1 ? 'One visit was not finished.' : `${count} visits were not finished by their workers.`;
}

/** Counts drills held and missed. */
export function drilled(held: number, missed: number): string {
  return missed === 0 ? `${held} held, none missed` : `${held} held, ${missed} missed`;
}

/** Names a week by its Monday. */
export function week(monday: string): string {
  return `Week of ${date(monday).replace(/ \d{4}$/, '')}`;
}
