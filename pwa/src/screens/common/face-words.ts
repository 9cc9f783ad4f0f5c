import type { Standing } from '#domain/visit';
import { visit as say } from '#text/en';

export type FaceTone = 'green' | 'amber' | 'red' | 'plain';

/** How a visit looks. Green only where the server said that it holds the time, and that somebody watches. */
export function toneOf({ face, engineOk, watching }: Standing): FaceTone {
  if (face === 'armed') return engineOk && watching !== null && watching.length > 0 ? 'green' : 'amber';
  if (face === 'due_soon' || face === 'ending') return 'amber';
  return face === 'planned' || face === 'ended' ? 'plain' : 'red';
}

/** What is said first of a visit. `now` in milliseconds of the server's clock. */
export function headOf(standing: Standing, now: number, zone: string): string {
  const { face, due, told, owner, engineOk, watching } = standing;
  switch (face) {
    case 'armed':
      if (!engineOk) return say.heads.engine;
      if (watching?.length === 0) return say.heads.nobodyWatching;
      return say.protectedUntil(due ?? '', zone);
    case 'due_soon':
      return say.minutesLeft(minutesTo(due, now));
    case 'grace':
      return say.heads.grace;
    case 'overdue':
      return told === null && owner === null ? say.heads.overdue : say.heads.told;
    case 'ending':
      return say.heads.ending;
    case 'ended':
      return say.heads.ended;
    default:
      return say.heads.notProtected;
  }
}

/** How many whole minutes are left until an instant. */
export function minutesTo(instant: string | null, now: number): number {
  return instant === null ? 0 : Math.max(0, Math.floor((Date.parse(instant) - now) / 60_000));
}
