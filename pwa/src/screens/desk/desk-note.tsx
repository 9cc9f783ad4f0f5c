import type { Note } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Entry } from '#parts/card';
import { now } from '#parts/now';
import { Tag } from '#parts/tag';
import { nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { StandingTag } from '#screens/common/standing-tag';
import { shortly } from '#text/dates';
import { records, desk as say } from '#text/en';

/** One of the team's notes in the list: about whom, by whom, its first words. */
export function DeskNote({ note, unread }: { note: Viewed<Note>; unread: boolean }) {
  const happened = note.data.happened_at ?? note.made.at;
  return (
    <Entry
      href={paths.note(note.client ?? '', note.id)}
      title={say.line(nameOf(note.client), note.made.name)}
    >
      <p class="entry__more">{note.data.text}</p>
      <p class="entry__marks">
        {unread && <Tag tone="calm">{records.unread}</Tag>}
        {note.data.addendum_to && <span class="quiet">{records.addendum}</span>}
        <span class="quiet">{say.happened(shortly(happened, now.value, zone()))}</span>
        <StandingTag record={note} />
      </p>
    </Entry>
  );
}
