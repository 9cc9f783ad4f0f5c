import { computed } from '@preact/signals';
import { notes, reviews } from '#state/records';
import { person } from '#state/session';

/** The notes of others that the person has not marked as read. */
export const unreadNotes = computed<ReadonlySet<string>>(() => {
  const me = person.value?.id;
  const read = new Set(
    reviews.value.filter((review) => review.made.by === me).map((review) => review.data.note),
  );
  return new Set(
    notes.value.filter((note) => note.made.by !== me && !read.has(note.id)).map((note) => note.id),
  );
});
