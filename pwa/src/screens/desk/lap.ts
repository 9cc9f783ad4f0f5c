import { type Choice, chosen, lists, queryOf } from './queue';

interface Lap {
  readonly of: string;
  readonly ids: readonly string[];
  readonly places: ReadonlyMap<string, number>;
}

let lap: Lap | null = null;

/** The list is looked at anew: the next item that is opened begins another lap. */
export function endLap(): void {
  lap = null;
}

/**
 * The list as it stood when its first item was opened: what has been read or decided since keeps its place, so that
 * one can go back to it, and going on costs the same however much waits.
 */
export function lapOf(choice: Choice, item: string): Lap {
  const of = queryOf(choice);
  if (lap?.of === of && lap.places.has(item)) return lap;
  const found = chosen(lists.peek(), choice).map((one) => one.item.id);
  const ids = found.includes(item) ? found : [item, ...found];
  lap = { of, ids, places: new Map(ids.map((id, place) => [id, place])) };
  return lap;
}

/** What stands before and after an item. */
export function neighbours({ ids, places }: Lap, item: string) {
  const place = places.get(item) ?? 0;
  return { place, of: ids.length, previous: ids[place - 1] ?? null, next: ids[place + 1] ?? null };
}
