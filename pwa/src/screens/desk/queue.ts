import { computed } from '@preact/signals';
import type { Contact, Note } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import type { Item } from '#domain/review';
import { localOf } from '#parts/local-time';
import { zone } from '#screens/common/place';
import { contacts, notes } from '#state/records';
import { type Reviewed, reviewed, reviewedOf } from '#state/reviews';
import { person } from '#state/session';

export const SHOWS = ['waiting', 'read', 'returned', 'signed_off', 'all'] as const;
export type Show = (typeof SHOWS)[number];

/** What the supervisor wants to see; null is everybody's, or any day's. It stands in the address. */
export interface Choice {
  readonly show: Show;
  readonly worker: string | null;
  readonly client: string | null;
  readonly day: string | null;
}

/** An item on the desk, and what is known of its reviews. */
export interface Queued extends Reviewed {
  readonly item: Item;
  readonly own: boolean;
}

/** Reads a choice from an address. */
export function choiceOf(query: Readonly<Record<string, string>>): Choice {
  const show = SHOWS.find((one) => one === query.show) ?? 'waiting';
  return { show, worker: query.worker || null, client: query.client || null, day: query.day || null };
}

/** Writes a choice as the part of an address that begins with `?`; what is usual is left out. */
export function queryOf({ show, ...who }: Choice): string {
  const parts = Object.entries({ show: show === 'waiting' ? null : show, ...who });
  const said = parts.flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
  return said.length === 0 ? '' : `?${new URLSearchParams(said)}`;
}

/** The team's notes, and the contacts about which somebody was asked, in the order of their arrival, newest first. */
const arrivals = computed<Item[]>(() => {
  const asked = contacts.value.filter(({ id }) => reviewed.value.has(id));
  const items: Item[] = [...notes.value.filter((note) => !isAnswer(note)), ...asked];
  return items.sort((one, other) => (arrivalOf(one) < arrivalOf(other) ? 1 : -1));
});

/** Everything that the desk is about. */
export const queue = computed<Queued[]>(() =>
  arrivals.value.map((item) => ({ item, own: item.made.by === person.value?.id, ...reviewedOf(item.id) })),
);

/** When the server had it; until then, when it was written. */
function arrivalOf({ made }: Viewed<Note> | Viewed<Contact>): string {
  return made.received ?? made.at;
}

/** The day on which an item arrived, by the calendar of the place. */
export function dayOf(item: Item): string {
  return localOf(arrivalOf(item), zone()).slice(0, 10);
}

/** An answer is read beside what it answers. */
function isAnswer({ data }: Viewed<Note>): boolean {
  return (data.answers ?? []).length > 0 && Boolean(data.addendum_to ?? data.contact);
}

const BELONGS: Readonly<Record<Show, (one: Queued) => boolean>> = {
  waiting: ({ standing, opened, own }) =>
    standing.state === 'answered' || (!own && !opened && isUndecided(standing.state)),
  read: ({ standing, opened, own }) => !own && opened && isUndecided(standing.state),
  returned: ({ standing }) => standing.state === 'returned',
  signed_off: ({ standing }) => standing.state === 'signed_off',
  all: () => true,
};

function isUndecided(state: string): boolean {
  return state === 'new' || state === 'read';
}

/** Gives what belongs to a choice. */
export function chosen(all: readonly Queued[], { show, worker, client, day }: Choice): Queued[] {
  return all.filter(
    (one) =>
      (worker === null || one.item.made.by === worker) &&
      (client === null || one.item.client === client) &&
      (day === null || dayOf(one.item) === day) &&
      BELONGS[show](one),
  );
}

/** Counts each list under the same filters, by the same rules as the lists themselves. */
export function counts(all: readonly Queued[], choice: Choice): Record<Show, number> {
  const within = chosen(all, { ...choice, show: 'all' });
  const count = (show: Show) => within.filter(BELONGS[show]).length;
  return Object.fromEntries(SHOWS.map((show) => [show, count(show)])) as Record<Show, number>;
}
