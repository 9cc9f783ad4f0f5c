import type { Contact, Note } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Entry } from '#parts/card';
import { now } from '#parts/now';
import { nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { StandingTag } from '#screens/common/standing-tag';
import { shortly, weekdayAndClock } from '#text/dates';
import { contact as contactText, records } from '#text/en';

interface ContactEntryProps {
  contact: Viewed<Contact>;
  /** It lies ahead: a day is planned by its weekday. */
  ahead?: boolean;
}

/** A planned contact in a list: with whom, when, what. */
export function ContactEntry({ contact, ahead = false }: ContactEntryProps) {
  const { way, place, at, purpose } = contact.data;
  const when = ahead ? weekdayAndClock(at, zone()) : records.first(shortly(at, now.value, zone()));
  return (
    <Entry href={paths.contact(contact.client ?? '', contact.id)} title={nameOf(contact.client)}>
      <p>
        {when}. {contactText.line(way, place ?? null, null)}
      </p>
      {purpose && <p class="quiet">{purpose}</p>}
      {contact.standing !== 'received' && (
        <p class="entry__marks">
          <StandingTag record={contact} />
        </p>
      )}
    </Entry>
  );
}

/** A note in a list: about whom, when, its first words. */
export function NoteEntry({ note }: { note: Viewed<Note> }) {
  return (
    <Entry href={paths.note(note.client ?? '', note.id)} title={nameOf(note.client)}>
      <p class="entry__more">{note.data.text}</p>
      <p class="entry__marks">
        <span class="quiet">
          {records.first(shortly(note.data.happened_at ?? note.made.at, now.value, zone()))}
        </span>
        {note.data.addendum_to && <span class="quiet">{records.addendum}</span>}
        <StandingTag record={note} />
      </p>
    </Entry>
  );
}
