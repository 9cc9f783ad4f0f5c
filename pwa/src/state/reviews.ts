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
}

const UNTOUCHED: Reviewed = { standing: standingOf(new Map(), new Set()), reviews: [], opened: false };

/** The reviews that were answered, by the item that they are about. */
const answered: ReadonlySignal<ReadonlyMap<string, ReadonlySet<string>>> = computed(() => {
  const found = new Map<string, Set<string>>();
  for (const record of [...notes.value, ...contacts.value]) {
    const reviews = record.data.answers ?? [];
    if (reviews.length === 0) continue;
    for (const item of itemsAnswered(record))
      found.set(item, new Set([...(found.get(item) ?? []), ...reviews]));
  }
  return found;
});

/** Every item that somebody has looked at. */
export const reviewed: ReadonlySignal<ReadonlyMap<string, Reviewed>> = computed(() => {
  const me = person.value?.id;
  const groups = new Map<string, Viewed<Review>[]>();
  for (const review of reviewsByArrival.value) {
    const group = groups.get(review.data.of_record);
    if (group === undefined) groups.set(review.data.of_record, [review]);
    else group.push(review);
  }
  const known = [...groups].map(([item, reviews]): [string, Reviewed] => {
    const said = new Map(reviews.map((review) => [review.id, review.data]));
    const standing = standingOf(said, answered.value.get(item) ?? NONE);
    return [item, { standing, reviews, opened: reviews.some(({ made }) => made.by === me) }];
  });
  return new Map(known);
});

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
  questions.value.filter(({ data }) => !answered.value.get(data.of_record ?? '')?.has(data.review ?? '')),
);
