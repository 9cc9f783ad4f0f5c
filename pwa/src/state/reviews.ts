import { computed, type ReadonlySignal } from '@preact/signals';
import type { Question, Review } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { type Item, itemsAnswered } from '#domain/review';
import { contacts, notes, questions, recordOf } from '#state/records';
import { type Answers, ReviewBook, type Reviewed, ReviewedItems } from '#state/reviewed';
import { phone } from '#state/session';

export type { Reviewed } from '#state/reviewed';

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

const book = computed(() => {
  const open = phone.value;
  return open === null ? null : new ReviewBook(open.shelf, open.person.id);
});

/** Every item that somebody has looked at. */
export const reviewed: ReadonlySignal<ReviewedItems> = computed(
  () => book.value?.read(answered.value) ?? NOBODY,
);

const NOBODY = new ReviewedItems(new Map(), new Set(), new Set(), [], 0);

/** What is known of the reviews of one item. */
export function reviewedOf(item: string): Reviewed {
  return reviewed.value.of(item);
}

/** A note or a contact that may be reviewed, as it is shown. */
export function itemOf(id: string): Item | undefined {
  const found = recordOf(id);
  return found?.kind === 'note' || found?.kind === 'contact' ? (found as Item) : undefined;
}

/** What was returned and asks for an answer, the longest waiting first: an item, and what was asked of it. */
export const returned: ReadonlySignal<{ item: Item; open: Viewed<Review>[] }[]> = computed(() =>
  [...reviewed.value.open]
    .flatMap((id) => {
      const item = itemOf(id);
      return item === undefined ? [] : [{ item, open: openReturns(id) }];
    })
    .sort((one, other) => ((one.open[0]?.made.at ?? '') < (other.open[0]?.made.at ?? '') ? -1 : 1)),
);

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
