import { computed, type ReadonlySignal } from '@preact/signals';
import type { Question, Review } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { type Item, itemsAnswered, type ReviewStanding, standingOf } from '#domain/review';
import { contacts, notes, questions, recordOf, reviewsByArrival } from '#state/records';
import { person } from '#state/session';

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

const UNTOUCHED: Reviewed = {
  standing: standingOf(new Map(), new Set()),
  reviews: [],
  opened: false,
  audited: false,
  returnedAt: null,
  answeredAt: null,
};

interface Answers {
  readonly reviews: ReadonlySet<string>;
  /** When the latest of them arrived. */
  readonly at: string;
}

/** What was answered, by the item that it is about. */
const answered: ReadonlySignal<ReadonlyMap<string, Answers>> = computed(() => {
  const found = new Map<string, Answers>();
  for (const record of [...notes.value, ...contacts.value]) {
    const reviews = record.data.answers ?? [];
    if (reviews.length === 0) continue;
    const { received, at: written } = record.changed ?? record.made;
    for (const item of itemsAnswered(record)) {
      const before = found.get(item);
      const at = [before?.at ?? '', received ?? written].sort().at(-1) ?? '';
      found.set(item, { reviews: new Set([...(before?.reviews ?? []), ...reviews]), at });
    }
  }
  return found;
});

/** Every item that somebody has looked at. What a new review is not about is not folded again. */
export const reviewed: ReadonlySignal<ReadonlyMap<string, Reviewed>> = computed(() => {
  const me = person.value?.id;
  const groups = new Map<string, Viewed<Review>[]>();
  for (const review of reviewsByArrival.value) {
    const group = groups.get(review.data.of_record);
    if (group === undefined) groups.set(review.data.of_record, [review]);
    else group.push(review);
  }
  const before = folded;
  folded = new Map();
  for (const [item, reviews] of groups) {
    const answers = answered.value.get(item);
    const known = before.get(item);
    const same = known?.me === me && known?.answers === answers && areSame(known?.of.reviews, reviews);
    folded.set(item, same && known ? known : { me, answers, of: foldOf(reviews, answers, me) });
  }
  return new Map([...folded].map(([item, { of }]) => [item, of]));
});

interface Folded {
  readonly me: string | undefined;
  readonly answers: Answers | undefined;
  readonly of: Reviewed;
}

let folded: Map<string, Folded> = new Map();

function areSame(one: readonly unknown[] | undefined, other: readonly unknown[]): boolean {
  return one?.length === other.length && one.every((review, place) => review === other[place]);
}

function foldOf(
  reviews: readonly Viewed<Review>[],
  answers: Answers | undefined,
  me: string | undefined,
): Reviewed {
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

const NONE: ReadonlySet<string> = new Set();

/** What is known of the reviews of one item. */
export function reviewedOf(item: string): Reviewed {
  return reviewed.value.get(item) ?? UNTOUCHED;
}

/** A note or a contact that may be reviewed, as it is shown. */
export function itemOf(id: string): Item | undefined {
  const found = recordOf(id);
  return found?.kind === 'note' || found?.kind === 'contact' ? (found as Item) : undefined;
}

/** What was returned and asks for an answer, the longest waiting first: an item, and what was asked of it. */
export const returned: ReadonlySignal<{ item: Item; open: Viewed<Review>[] }[]> = computed(() => {
  const items: Item[] = [...notes.value, ...contacts.value];
  return items
    .flatMap((item) => {
      const open = openReturns(item.id);
      return open.length === 0 ? [] : [{ item, open }];
    })
    .sort((one, other) => ((one.open[0]?.made.at ?? '') < (other.open[0]?.made.at ?? '') ? -1 : 1));
});

/** The returns of one item that nobody has answered. */
export function openReturns(item: string): Viewed<Review>[] {
  const { standing, reviews } = reviewedOf(item);
  return reviews.filter(({ id }) => standing.open.includes(id));
}

/** What this person is asked about clients whom they no longer have, until they have answered. */
export const openQuestions: ReadonlySignal<Viewed<Question>[]> = computed(() =>
  questions.value.filter(
    ({ data }) => !answered.value.get(data.of_record ?? '')?.reviews.has(data.review ?? ''),
  ),
);
