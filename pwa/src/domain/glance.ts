import type { Caseload, Client, Contact, Note } from '#domain/kinds';
import type { Viewed } from '#domain/record';

/** How one case manager's work stands: whom they have, what they did, what they still have to write. */
export interface Glance {
  readonly worker: string;
  readonly name: string;
  /** Their clients whose case is not closed, the longest unseen first; whoever was never seen before all others. */
  readonly clients: readonly Seen[];
  readonly thisWeek: Week;
  readonly lastWeek: Week;
  /** Meetings of the last four weeks that took place and of which nothing is written, the oldest first. */
  readonly owed: readonly Viewed<Contact>[];
}

/** A client, and the whole days since somebody last met them; null where nobody has. */
export interface Seen {
  readonly client: Viewed<Client>;
  readonly days: number | null;
}

/** What came about in a week, and whom the worker waited for in vain. */
interface Week {
  readonly contacts: readonly Viewed<Contact>[];
  readonly missed: readonly Viewed<Contact>[];
}

/** What a glance is made of. `entries` are the caseload entries in force; the instants are in milliseconds. */
interface Known {
  readonly clients: readonly Viewed<Client>[];
  readonly entries: readonly Viewed<Caseload>[];
  readonly contacts: readonly Viewed<Contact>[];
  readonly notes: readonly Viewed<Note>[];
  readonly now: number;
  /** When this week began, and the last. */
  readonly weeks: { readonly this: number; readonly last: number };
}

/** The borders of the picture: how many days since a client was last met. */
const SEEN_WITHIN = [7, 14, 28] as const;

const DAY = 86_400_000;
const OWED_FOR = 28 * DAY;

/** Gives a glance at everybody who has a client, by name. */
export function glancesOf(known: Known): Glance[] {
  const met = lastMeetings(known);
  const written = new Set(known.notes.map(({ data }) => data.contact ?? null));
  const names = new Map(known.entries.map(({ data }) => [data.worker, data.worker_name ?? '']));
  const glances = [...names].map(([worker, name]) => {
    const own = known.contacts.filter(({ made }) => made.by === worker);
    return {
      worker,
      name,
      clients: seenOf(known, worker, met),
      thisWeek: weekOf(own, known.weeks.this, known.now),
      lastWeek: weekOf(own, known.weeks.last, known.weeks.this),
      owed: own.filter((contact) => isOwed(contact, written, known.now)).sort(byTime),
    };
  });
  return glances.sort((one, other) => one.name.localeCompare(other.name, 'en-GB'));
}

/** Counts clients by how long ago they were met: within each border, longer ago, and never. */
export function countSeen(clients: readonly Seen[]): number[] {
  const counts = SEEN_WITHIN.map(() => 0).concat(0, 0);
  for (const { days } of clients) {
    const within = SEEN_WITHIN.findIndex((border) => days !== null && days < border);
    const place = days === null ? counts.length - 1 : within === -1 ? SEEN_WITHIN.length : within;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}

function seenOf({ clients, entries, now }: Known, worker: string, met: Map<string, number>): Seen[] {
  const own = new Set(entries.filter(({ data }) => data.worker === worker).map(({ client }) => client));
  const seen = clients
    .filter(({ id, data }) => own.has(id) && data.stage !== 'ended')
    .map((client) => ({ client, days: daysSince(met.get(client.id), now) }));
  return seen.sort((one, other) => (other.days ?? Infinity) - (one.days ?? Infinity) || 0);
}

function daysSince(instant: number | undefined, now: number): number | null {
  return instant === undefined ? null : Math.max(0, Math.floor((now - instant) / DAY));
}

function lastMeetings({ contacts, now }: Known): Map<string, number> {
  const last = new Map<string, number>();
  for (const { client, data } of contacts) {
    const at = Date.parse(data.at);
    if (client === null || data.way !== 'meeting' || data.outcome !== 'took_place' || at > now) continue;
    last.set(client, Math.max(at, last.get(client) ?? 0));
  }
  return last;
}

function weekOf(own: readonly Viewed<Contact>[], from: number, until: number): Week {
  const within = own.filter(({ data }) => Date.parse(data.at) >= from && Date.parse(data.at) < until);
  return {
    contacts: within.filter(({ data }) => (data.outcome ?? 'took_place') === 'took_place').sort(byTime),
    missed: within.filter(({ data }) => data.outcome === 'did_not_attend').sort(byTime),
  };
}

function isOwed({ id, data }: Viewed<Contact>, written: ReadonlySet<string | null>, now: number): boolean {
  const since = now - Date.parse(data.at);
  const happened = data.way === 'meeting' && data.outcome === 'took_place';
  return happened && since >= 0 && since < OWED_FOR && !data.summary && !written.has(id);
}

function byTime(one: Viewed<Contact>, other: Viewed<Contact>): number {
  return Date.parse(one.data.at) - Date.parse(other.data.at);
}
