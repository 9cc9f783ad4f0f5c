import { computed } from '@preact/signals';
import { notes } from '#state/records';
import { reviewed } from '#state/reviews';
import { person } from '#state/session';

/** The notes of others that the person has not marked as read. */
export const unreadNotes = computed<ReadonlySet<string>>(() => {
  const me = person.value?.id;
  const unread = notes.value.filter((note) => note.made.by !== me && !reviewed.value.of(note.id).opened);
  return new Set(unread.map((note) => note.id));
});
