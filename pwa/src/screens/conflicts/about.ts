import { onServerClock } from '#domain/clock';
import type { Conflict } from '#domain/kinds';
import type { Data } from '#domain/record';

/** Says who wrote each of the two values of a conflict, and when, by a clock that was right. */
export function writersOf(data: Conflict) {
  const { kept_name, kept_at, kept_offset_ms, offered_name, offered_at, offset_ms } = data;
  return {
    kept: { name: kept_name ?? null, at: kept_at ? onServerClock(kept_at, kept_offset_ms) : null },
    offered: { name: offered_name ?? null, at: offered_at ? onServerClock(offered_at, offset_ms) : null },
  };
}

/** Gives what the writer of the value kept aside had on the screen; null where their phone or this record does not say. */
export function seenBy({ field, was }: Conflict): { value: unknown } | null {
  if (!field || typeof was !== 'object' || was === null || !(field in was)) return null;
  return { value: (was as Data)[field] ?? null };
}
