import { onServerClock } from '#domain/clock';
import type { KindName } from '#domain/kinds';
import type { Data, Viewed } from '#domain/record';

type Order = (one: Viewed<Data>, other: Viewed<Data>) => number;

const names = new Intl.Collator('en-GB', { sensitivity: 'base', numeric: true });

/** How the records of a kind are listed: people by name, what happened with the newest first. */
export function orderOf(kind: KindName): Order {
  return ORDERS[kind] ?? newestBy('at');
}

const ORDERS: Partial<Record<KindName, Order>> = {
  client: (one, other) =>
    names.compare(String(one.data.known_as ?? ''), String(other.data.known_as ?? '')) || byId(one, other),
  note: newestBy('happened_at'),
  conflict: newestBy('offered_at'),
  caseload: newestBy('since'),
  review: byArrival,
  question: newestBy('asked_at'),
  held: newestBy('written_at'),
  visit: newestBy('planned_at'),
  risk: newestBy('said_on'),
  near_miss: newestBy('happened_at'),
  supervision: newestBy('held_on'),
};

/** Sorts by when it happened, or was written where nobody said; what names its phone's own clock, by the server's. */
function newestBy(field: string): Order {
  const when = ({ data, made }: Viewed<Data>) =>
    typeof data[field] === 'string' ? onServerClock(data[field], Number(data.offset_ms ?? 0)) : made.at;
  return (one, other) => compare(when(other), when(one)) || byId(other, one);
}

/** Sorts by when the server had it; what it has not had yet comes last. */
function byArrival(one: Viewed<Data>, other: Viewed<Data>): number {
  return compare(one.made.received ?? '~', other.made.received ?? '~') || byId(one, other);
}

function byId(one: Viewed<Data>, other: Viewed<Data>): number {
  return compare(one.id, other.id);
}

/** Times and ids compare as they are written. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
