import { computed } from '@preact/signals';
import type { Note } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { notes } from '#state/records';

/** What the supervisor wants to see. Null is everything. */
export interface Choice {
  worker: string | null;
  client: string | null;
  unreadOnly: boolean;
}

export const noChoice: Choice = { worker: null, client: null, unreadOnly: false };

/** The team's notes in the order in which the server had them, newest first. */
export const arrived = computed(() =>
  notes.value.toSorted((one, other) => (arrival(one) < arrival(other) ? 1 : -1)),
);

function arrival(note: Viewed<Note>): string {
  return note.made.received ?? note.made.at;
}

/** Gives the notes of a choice. */
export function chosen(
  all: readonly Viewed<Note>[],
  { worker, client, unreadOnly }: Choice,
  unread: ReadonlySet<string>,
): Viewed<Note>[] {
  return all.filter(
    (note) =>
      (worker === null || note.made.by === worker) &&
      (client === null || note.client === client) &&
      (!unreadOnly || unread.has(note.id)),
  );
}
