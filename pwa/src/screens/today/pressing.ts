import type { Visit } from '#domain/kinds';
import type { Viewed } from '#domain/record';

const SOON_MS = 60 * 60_000;

/** Gives the visits that come before everything else, of those planned in their order: the running one first. */
export function pressingOf(
  planned: readonly Viewed<Visit>[],
  running: string | null,
  now: Date,
  dayOf: (instant: string) => string,
): Viewed<Visit>[] {
  const instant = now.toISOString();
  const soon = new Date(now.getTime() + SOON_MS).toISOString();
  const isDue = (at: string) => at <= soon && (at >= instant || dayOf(at) === dayOf(instant));
  return [
    ...planned.filter(({ id }) => id === running),
    ...planned.filter(({ id, data }) => id !== running && isDue(data.planned_at)),
  ];
}
