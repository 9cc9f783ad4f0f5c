import type { Review } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { type ReviewStanding, standingOf } from '#domain/review';
import type { Changes } from '#state/drawer';
import { orderOf } from '#state/orders';
import type { Shelf } from '#state/shelf';

/** What is known of the reviews of one item. */
export interface Reviewed {
  readonly standing: ReviewStanding;
  /** In the order in which the server had them. */
  readonly reviews: readonly Viewed<Review>[];
  /** Whether this person has opened it. */
  readonly opened: boolean;
  /** Whether somebody has said what came of an audit. */
  readonly audited: boolean;
  /** Since when it waits for its writer. */
  readonly returnedAt: string | null;
  /** When the last answer arrived. */
  readonly answeredAt: string | null;
}

/** What was answered about one item, and when the latest of it arrived. */
export interface Answers {
  readonly reviews: ReadonlySet<string>;
  readonly at: string;
}

const NONE: ReadonlySet<string> = new Set();
const UNTOUCHED: Reviewed = {
  standing: standingOf(new Map(), NONE),
  reviews: [],
  opened: false,
  audited: false,
  returnedAt: null,
  answeredAt: null,
};

/** So many items back it is still told which were touched; whoever asks later begins anew. */
const MOST_TOUCHED = 1000;
const byArrival = orderOf('review') as (one: Viewed<unknown>, other: Viewed<unknown>) => number;

/** The reviews of every item, folded. What changes is folded anew, and nothing else, however much was read before. */
export class ReviewBook {
  readonly #me: string;
  readonly #shelf: Shelf;
  readonly #changes: Changes;
  readonly #groups = new Map<string, Viewed<Review>[]>();
  readonly #folded = new Map<string, Reviewed>();
  readonly #open = new Set<string>();
  #contacts: ReadonlySet<string> = NONE;
  #answered: ReadonlyMap<string, Answers> = new Map();
  #touched: string[] = [];
  /** How many items were touched before those that are still told. */
  #earlier = 0;
  #state: ReviewedItems | null = null;

  constructor(shelf: Shelf, me: string) {
    this.#me = me;
    this.#shelf = shelf;
    this.#changes = shelf.follow('review');
  }

  /** Takes in what has changed. The answer is another one only where something has. */
  read(answered: ReadonlyMap<string, Answers>): ReviewedItems {
    const items = this.#sortIn();
    for (const item of answersChanged(this.#answered, answered)) items.add(item);
    this.#answered = answered;
    for (const item of items) this.#fold(item);
    this.#contacts = this.#contactsAmong(items);
    if (this.#state === null || items.size > 0) {
      this.#touch(items);
      const [touched, earlier] = [[...this.#touched], this.#earlier];
      this.#state = new ReviewedItems(this.#folded, this.#open, this.#contacts, touched, earlier);
    }
    return this.#state;
  }

  /** Puts reviews to their items; gives these. */
  #sortIn(): Set<string> {
    const items = new Set<string>();
    for (const [id, before] of this.#changes.take()) {
      const after = this.#shelf.view('review', id) as Viewed<Review> | undefined;
      for (const one of [before as Viewed<Review> | undefined, after]) {
        const item = one?.data.of_record;
        if (item === undefined) continue;
        const others = (this.#groups.get(item) ?? []).filter((other) => other.id !== id);
        this.#groups.set(item, one === after && after ? [...others, after].sort(byArrival) : others);
        items.add(item);
      }
    }
    return items;
  }

  #fold(item: string): void {
    const reviews = this.#groups.get(item) ?? [];
    const folded = foldOf(reviews, this.#answered.get(item), this.#me);
    if (reviews.length === 0) this.#folded.delete(item);
    else this.#folded.set(item, folded);
    if (folded.standing.open.length > 0) this.#open.add(item);
    else this.#open.delete(item);
  }

  /** Tells which of the items are contacts; the same set as before where nothing has changed about that. */
  #contactsAmong(items: ReadonlySet<string>): ReadonlySet<string> {
    const isContact = (item: string) =>
      (this.#groups.get(item) ?? []).some(({ data }) => data.of_kind === 'contact');
    const moved = [...items].filter((item) => isContact(item) !== this.#contacts.has(item));
    if (moved.length === 0) return this.#contacts;
    const contacts = new Set(this.#contacts);
    for (const item of moved) if (!contacts.delete(item)) contacts.add(item);
    return contacts;
  }

  #touch(items: ReadonlySet<string>): void {
    this.#touched = [...this.#touched, ...items];
    if (this.#touched.length <= MOST_TOUCHED) return;
    this.#earlier += this.#touched.length;
    this.#touched = [];
  }
}

/** Every item that somebody has looked at, as it stands now. */
export class ReviewedItems {
  readonly #folded: ReadonlyMap<string, Reviewed>;
  readonly #touched: readonly string[];
  readonly #earlier: number;
  /** The items with a return that nobody has answered. */
  readonly open: ReadonlySet<string>;
  /** Those of the items that are contacts; the same set until there are others. */
  readonly contacts: ReadonlySet<string>;

  constructor(
    folded: ReadonlyMap<string, Reviewed>,
    open: ReadonlySet<string>,
    contacts: ReadonlySet<string>,
    touched: readonly string[],
    earlier: number,
  ) {
    this.#folded = folded;
    this.open = open;
    this.contacts = contacts;
    this.#touched = touched;
    this.#earlier = earlier;
  }

  /** What is known of the reviews of one item. */
  of(item: string): Reviewed {
    return this.#folded.get(item) ?? UNTOUCHED;
  }

  /** How far this goes, for `touchedSince`. */
  get mark(): number {
    return this.#earlier + this.#touched.length;
  }

  /** The items that were touched since a mark; null where nobody knows any more. */
  touchedSince(mark: number): readonly string[] | null {
    return mark < this.#earlier || mark > this.mark ? null : this.#touched.slice(mark - this.#earlier);
  }
}

function* answersChanged(
  before: ReadonlyMap<string, Answers>,
  after: ReadonlyMap<string, Answers>,
): Iterable<string> {
  if (before === after) return;
  for (const item of new Set([...before.keys(), ...after.keys()]))
    if (before.get(item) !== after.get(item)) yield item;
}

function foldOf(reviews: readonly Viewed<Review>[], answers: Answers | undefined, me: string): Reviewed {
  const standing = standingOf(new Map(reviews.map(({ id, data }) => [id, data])), answers?.reviews ?? NONE);
  const [asked] = reviews.filter(({ id }) => standing.open.includes(id));
  return {
    standing,
    reviews,
    opened: reviews.some(({ made }) => made.by === me),
    audited: reviews.some(({ data }) => Boolean(data.audit)),
    returnedAt: asked === undefined ? null : (asked.made.received ?? asked.made.at),
    answeredAt: answers?.at ?? null,
  };
}
