import { computed } from '@preact/signals';
import { drawOf, isLate, type ReviewRule, type Wait, waitOf } from '#domain/ageing';
import type { Contact, Note } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import type { Item } from '#domain/review';
import { localOf } from '#parts/local-time';
import { now } from '#parts/now';
import { zone } from '#screens/common/place';
import { contacts, notes } from '#state/records';
import { type Reviewed, reviewed, reviewedOf } from '#state/reviews';
import { person } from '#state/session';

export const SHOWS = ['waiting', 'late', 'read', 'returned', 'audit', 'signed_off', 'all'] as const;
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
  readonly wait: Wait | null;
  readonly late: boolean;
  /** Drawn for the audit of last month, whose result nobody has recorded yet. */
  readonly drawn: boolean;
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
  return asked.length === 0 ? notesByArrival.value : [...notesByArrival.value, ...asked].sort(byArrival);
});

/** Sorted once, and not again with every review. */
const notesByArrival = computed<Item[]>(() => notes.value.filter((note) => !isAnswer(note)).sort(byArrival));

function byArrival(one: Item, other: Item): number {
  return arrivalOf(one) < arrivalOf(other) ? 1 : -1;
}

/** Everything that the desk is about. */
export const queue = computed<Queued[]>(() => {
  const rule = person.value?.organisation.reviewRule ?? USUAL;
  return arrivals.value.map((item) => {
    const known = reviewedOf(item.id);
    const times = { arrived: arrivalOf(item), returned: known.returnedAt, answered: known.answeredAt };
    const own = item.made.by === person.value?.id;
    const wait = own && known.standing.state === 'new' ? null : waitOf(known.standing.state, times);
    const drawn = !own && !known.audited && draw.value.notes.has(item.id);
    return { item, own, wait, late: isLate(wait, rule, hour.value), drawn, ...known };
  });
});

const USUAL: ReviewRule = { readDays: 7, answerDays: 5 };
const HOUR_MS = 3_600_000;
/** Nothing becomes late between two hours: the desk is not worked out anew with every tick of the clock. */
const hour = computed(() => Math.floor(now.value.getTime() / HOUR_MS) * HOUR_MS);

/** The notes of last month that are drawn for audit. */
export const draw = computed<{ month: string; notes: ReadonlySet<string> }>(() => {
  const month = monthBefore(localOf(new Date(hour.value).toISOString(), zone()).slice(0, 7));
  const of = notes.value.filter((note) => !isAnswer(note) && dayOf(note).startsWith(month));
  const ids = of.filter(({ made }) => made.by !== person.value?.id).map(({ id }) => id);
  return { month, notes: drawOf(person.value?.organisation.id ?? '', month, ids) };
});

function monthBefore(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`;
}

/** When the server had it; until then, when it was written. */
function arrivalOf({ made }: Viewed<Note> | Viewed<Contact>): string {
  return made.received ?? made.at;
}

const days = new Map<string, string>();

/** The day on which an item arrived, by the calendar of the place: the same for all that arrived in one hour. */
export function dayOf(item: Item): string {
  const arrived = arrivalOf(item);
  const key = `${zone()} ${arrived.slice(0, 13)}`;
  const day = days.get(key) ?? localOf(arrived, zone()).slice(0, 10);
  days.set(key, day);
  return day;
}

/** An answer is read beside what it answers. */
function isAnswer({ data }: Viewed<Note>): boolean {
  return (data.answers ?? []).length > 0 && Boolean(data.addendum_to ?? data.contact);
}

const BELONGS: Readonly<Record<Show, (one: Queued) => boolean>> = {
  waiting: ({ standing, opened, own }) =>
    standing.state === 'answered' || (!own && !opened && isUndecided(standing.state)),
  late: ({ late }) => late,
  audit: ({ drawn }) => drawn,
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
