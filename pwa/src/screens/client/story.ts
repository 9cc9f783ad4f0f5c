import type { Contact, Note } from '#domain/kinds';
import type { Viewed } from '#domain/record';

/** One entry of a client's story: a contact, or a note with what was added to it. */
export type Entry =
  | { kind: 'contact'; at: string; record: Viewed<Contact> }
  | { kind: 'note'; at: string; record: Viewed<Note>; addenda: Viewed<Note>[] };

/** Gives contacts and notes in one story by when they happened, newest first; addenda stand with their note. */
export function storyOf(contacts: readonly Viewed<Contact>[], notes: readonly Viewed<Note>[]): Entry[] {
  const known = new Set(notes.map((note) => note.id));
  // An addendum whose note is not on this phone is told by itself rather than not at all.
  const own = notes.filter((note) => !known.has(note.data.addendum_to ?? ''));
  const later = notes.filter((note) => known.has(note.data.addendum_to ?? '')).reverse();
  const entries: Entry[] = [
    ...contacts.map((record): Entry => ({ kind: 'contact', at: record.data.at, record })),
    ...own.map(
      (record): Entry => ({
        kind: 'note',
        at: record.data.happened_at ?? record.made.at,
        record,
        addenda: later.filter((note) => note.data.addendum_to === record.id),
      }),
    ),
  ];
  return entries.sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));
}
