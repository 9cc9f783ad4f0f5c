import type { Client } from '#domain/kinds';
import type { Viewed } from '#domain/record';

export interface Groups {
  /** Those whom the day is about first, then those she worked with last. */
  readonly lately: readonly Viewed<Client>[];
  readonly others: readonly Viewed<Client>[];
  readonly ended: readonly Viewed<Client>[];
}

const LATELY = 8;

/**
 * Parts the clients, who come by name, into those wanted first, the others, and those whose case has ended.
 *
 * `today` and `worked` name clients, the soonest and the latest first; somebody may be named more than once.
 */
export function groupsOf(
  clients: readonly Viewed<Client>[],
  today: Iterable<string | null>,
  worked: Iterable<string | null>,
): Groups {
  const known = new Map(clients.map((client) => [client.id, client]));
  const first = new Map<string, Viewed<Client>>();
  for (const id of today) {
    const client = known.get(id ?? '');
    if (client !== undefined) first.set(client.id, client);
  }
  for (const id of worked) {
    if (first.size >= LATELY) break;
    const client = known.get(id ?? '');
    if (client !== undefined && !hasEnded(client)) first.set(client.id, client);
  }
  const rest = clients.filter(({ id }) => !first.has(id));
  return {
    lately: [...first.values()],
    others: rest.filter((client) => !hasEnded(client)),
    ended: rest.filter(hasEnded),
  };
}

/** Whether the case of a client is closed. */
function hasEnded({ data }: Viewed<Client>): boolean {
  return data.stage === 'ended';
}
