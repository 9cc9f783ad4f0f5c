import { computed } from '@preact/signals';
import { drawOf, isLate, type ReviewRule, type Wait, waitOf } from '#domain/ageing';
import type { Contact, Note } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import type { Item } from '#domain/review';
import { localOf } from '#parts/local-time';
import { now } from '#parts/now';
import { zone } from '#screens/common/place';
import { contacts, notes } from '#state/records';
import { type Reviewed, reviewed } from '#state/reviews';
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
  const ids = askedContacts.value;
  const asked = ids.size === 0 ? [] : contacts.value.filter(({ id }) => ids.has(id));
  return asked.length === 0 ? notesByArrival.value : [...notesByArrival.value, ...asked].sort(byArrival);
});

const askedContacts = computed(() => reviewed.value.contacts);

/** Who wrote what is on the desk, by name. */
export const writers = computed(() => new Map(arrivals.value.map(({ made }) => [made.by, made.name])));

/** The last days on which something arrived. */
export const lastDays = computed(() => {
  const found = new Set<string>();
  for (const item of arrivals.value) if (found.add(dayOf(item)).size >= DAYS) break;
  return [...found];
});

const DAYS = 60;

/** Sorted once, and not again with every review. */
const notesByArrival = computed<Item[]>(() => notes.value.filter((note) => !isAnswer(note)).sort(byArrival));

function byArrival(one: Item, other: Item): number {
  return arrivalOf(one) < arrivalOf(other) ? 1 : -1;
}

/** What all items have in common: who looks, by which rule, at what hour. */
const view = computed(() => ({
  me: person.value?.id,
  rule: person.value?.organisation.reviewRule ?? USUAL,
  hour: hour.value,
  drawn: draw.value.notes,
}));
type View = typeof view.value;

/** The lists of the desk, each in the order of `arrivals`. */
export type Lists = Readonly<Record<Show, readonly Queued[]>>;

/** The lists as they were worked out last: only what was touched since is worked out again. */
let line: {
  items: readonly Item[];
  view: View;
  mark: number;
  places: ReadonlyMap<string, number>;
  lists: Lists;
} | null = null;

/** Everything that the desk is about, list by list. */
export const lists = computed<Lists>(() => {
  const items = arrivals.value;
  const known = reviewed.value;
  const seen = view.value;
  const touched = line?.items === items && line.view === seen ? known.touchedSince(line.mark) : null;
  if (line === null || touched === null) {
    const places = new Map(items.map(({ id }, place) => [id, place]));
    const all = items.map((item) => queuedOf(item, known.of(item.id), seen));
    line = { items, view: seen, mark: known.mark, places, lists: intoLists(all) };
    return line.lists;
  }
  const anew = new Map<number, Queued>();
  for (const id of touched) {
    const place = line.places.get(id);
    const item = place === undefined ? undefined : items[place];
    if (place !== undefined && item !== undefined) anew.set(place, queuedOf(item, known.of(id), seen));
  }
  line = { ...line, mark: known.mark, lists: replaced(line.lists, line.places, anew) };
  return line.lists;
});

/** Puts each item into the lists that it belongs to. */
export function intoLists(all: readonly Queued[]): Lists {
  const found = Object.fromEntries(SHOWS.map((show) => [show, [] as Queued[]])) as Record<Show, Queued[]>;
  for (const one of all) for (const show of SHOWS) if (BELONGS[show](one)) found[show].push(one);
  return found;
}

/** Gives the lists with some items, by their place, as they stand now. */
function replaced(
  before: Lists,
  places: ReadonlyMap<string, number>,
  anew: ReadonlyMap<number, Queued>,
): Lists {
  if (anew.size === 0) return before;
  const after = SHOWS.map((show) => {
    const list = [...before[show]];
    for (const [place, one] of anew) {
      const at = placeIn(list, place, places);
      const isThere = list[at]?.item.id === one.item.id;
      list.splice(at, isThere ? 1 : 0, ...(BELONGS[show](one) ? [one] : []));
    }
    return [show, list];
  });
  return Object.fromEntries(after) as Lists;
}

/** Where an item stands in a list, or would stand. */
function placeIn(list: readonly Queued[], place: number, places: ReadonlyMap<string, number>): number {
  let [from, until] = [0, list.length];
  while (from < until) {
    const middle = (from + until) >> 1;
    if ((places.get(list[middle]?.item.id ?? '') ?? 0) < place) from = middle + 1;
    else until = middle;
  }
  return from;
}

function queuedOf(item: Item, known: Reviewed, { me, rule, hour: at, drawn: ids }: View): Queued {
  const times = { arrived: arrivalOf(item), returned: known.returnedAt, answered: known.answeredAt };
  const own = item.made.by === me;
  const wait = own && known.standing.state === 'new' ? null : waitOf(known.standing.state, times);
  const drawn = !own && !known.audited && ids.has(item.id);
  return { item, own, wait, late: isLate(wait, rule, at), drawn, ...known };
}

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
function dayOf(item: Item): string {
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
export function chosen(of: Lists, { show, ...who }: Choice): readonly Queued[] {
  return isEverybody(who) ? of[show] : of[show].filter((one) => fits(one, who));
}

/** Counts each list under the same filters, by the same rules as the lists themselves. */
export function counts(of: Lists, choice: Choice): Record<Show, number> {
  const count = (show: Show) => chosen(of, { ...choice, show }).length;
  return Object.fromEntries(SHOWS.map((show) => [show, count(show)])) as Record<Show, number>;
}

type Who = Omit<Choice, 'show'>;

function isEverybody({ worker, client, day }: Who): boolean {
  return worker === null && client === null && day === null;
}

function fits({ item }: Queued, { worker, client, day }: Who): boolean {
  return (
    (worker === null || item.made.by === worker) &&
    (client === null || item.client === client) &&
    (day === null || dayOf(item) === day)
  );
}
