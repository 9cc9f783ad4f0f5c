import { computed, type ReadonlySignal } from '@preact/signals';
import type { Viewed } from '#domain/record';
import { instantOf, localOf } from '#parts/local-time';
import { now } from '#parts/now';
import { zone } from '#screens/common/place';
import { clients, contacts, notes, visits } from '#state/records';
import { person } from '#state/session';
import { type Groups, groupsOf } from './groups';

/** So many of the latest notes and contacts are enough to know with whom somebody worked last. */
const ENOUGH = 40;

const today = computed(() => localOf(now.value.toISOString(), zone()).slice(0, 10));

/** The clients on this phone as its person wants them. Parted when something has changed, not for each letter typed. */
export const groups: ReadonlySignal<Groups> = computed(() => groupsOf(clients.value, planned(), worked()));

function planned(): (string | null)[] {
  const [from, until] = ['T00:00', 'T23:59'].map((time) => instantOf(today.value + time, zone()) ?? '');
  const isToday = (at: string) => at >= (from ?? '') && at <= (until ?? '');
  const own = visits.value.filter(({ data }) => data.worker === person.value?.id && data.state === 'planned');
  const agreed = contacts.value.filter(({ made, data }) => isOwn(made) && data.outcome === 'planned');
  const due = [
    ...own.map(({ client, data }) => ({ client, at: data.planned_at })),
    ...agreed.map(({ client, data }) => ({ client, at: data.at })),
  ];
  return named(due.filter(({ at }) => isToday(at))).reverse();
}

function worked(): (string | null)[] {
  const written = some(notes.value, ({ made }) => isOwn(made));
  const done = some(contacts.value, ({ made, data }) => isOwn(made) && data.outcome !== 'planned');
  return named([
    ...written.map(({ client, data, made }) => ({ client, at: data.happened_at ?? made.at })),
    ...done.map(({ client, data }) => ({ client, at: data.at })),
  ]);
}

/** Gives the clients of what happened, or is to happen, the latest first. */
function named(all: { client: string | null; at: string }[]): (string | null)[] {
  return all.sort((one, other) => (one.at < other.at ? 1 : -1)).map(({ client }) => client);
}

function isOwn(made: Viewed<unknown>['made']): boolean {
  return made.by === person.value?.id;
}

function some<T>(all: readonly T[], wanted: (one: T) => boolean): T[] {
  const found: T[] = [];
  for (const one of all) {
    if (found.length >= ENOUGH) break;
    if (wanted(one)) found.push(one);
  }
  return found;
}
