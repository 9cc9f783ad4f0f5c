import { type ReadonlySignal, signal } from '@preact/signals';
import { beginning } from '#domain/changes';
import type { KindName, Review } from '#domain/kinds';
import type { Change, Data } from '#domain/record';
import { type Comment, type Item, saysSomething } from '#domain/review';
import { desk, make } from '#state/making';
import { reviewedOf } from '#state/reviews';

/** What comes of an item that was drawn for audit. */
export type Audit = 'sound' | 'wanting';

/* Each of these resolves only once what it saves is on this device's disk. */

const opened = signal<readonly Item[]>([]);
/** What this person has opened, one by one, since the app was opened. */
export const sitting: ReadonlySignal<readonly Item[]> = opened;

/** Marks an item as read by this person; once is enough. */
export async function markRead(item: Item): Promise<void> {
  opened.value = [item, ...opened.peek().filter(({ id }) => id !== item.id)];
  if (!reviewedOf(item.id).opened) await desk().save([reviewOf(item, { verdict: 'read' })]);
}

/** Signs off items that this person has read, all of them or none; gives the ids of the reviews. */
export function signOff(items: readonly Item[], audit: Audit | null = null): Promise<string[]> {
  return save(items.map((item) => reviewOf(item, { verdict: 'signed_off', ...decided(item, audit) })));
}

/** Gives an item back to its writer with what is asked about it; gives the id of the review. */
export async function giveBack(
  item: Item,
  comments: readonly Comment[],
  audit: Audit | null = null,
): Promise<string> {
  const [id = ''] = await save([
    reviewOf(item, {
      verdict: 'returned',
      comments: comments.filter(saysSomething),
      ...decided(item, audit),
    }),
  ]);
  return id;
}

async function save(reviews: readonly Change[]): Promise<string[]> {
  await desk().save(reviews);
  return reviews.map(({ record }) => record);
}

/** A decision names those that were on the screen: it takes their place, and that of no other. */
function decided(item: Item, audit: Audit | null): Partial<Review> {
  return { after: [...reviewedOf(item.id).standing.decisions], audit };
}

function reviewOf(item: Item, said: Partial<Review>): Change {
  const { by, name } = item.made;
  const about = { of_kind: item.kind, of_record: item.id, worker: by, worker_name: name };
  const kind: KindName = 'review';
  const set = beginning(kind, { ...about, ...said } as Data);
  return make(desk(), kind, desk().outside.id(), item.client, { base: 0, set });
}
