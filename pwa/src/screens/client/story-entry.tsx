import type { Contact, Note } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { TimelineItem } from '#parts/timeline-item';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { StandingTag } from '#screens/common/standing-tag';
import { dayAndClock } from '#text/dates';
import { contact as contactText, records } from '#text/en';
import type { Entry } from './story';

/** One line of a client's story: a contact in a line, a note in its words. */
export function StoryEntry({ entry, client }: { entry: Entry; client: string }) {
  return entry.kind === 'contact' ? (
    <ContactEntry contact={entry.record} client={client} />
  ) : (
    <NoteEntry note={entry.record} addenda={entry.addenda} at={entry.at} client={client} />
  );
}

function ContactEntry({ contact, client }: { contact: Viewed<Contact>; client: string }) {
  const { way, place, outcome, at, purpose, summary, minutes, accompanied, accompanied_to } = contact.data;
  const facts = [
    purpose,
    minutes === null || minutes === undefined ? null : contactText.minutes(minutes),
    accompanied ? contactText.accompanied(accompanied_to ?? null) : null,
  ].filter(Boolean);
  return (
    <TimelineItem
      look="contact"
      at={at}
      when={dayAndClock(at, zone())}
      title={contactText.line(way, place ?? null, outcome ?? null)}
      href={paths.contact(client, contact.id)}
      marks={<StandingTag record={contact} />}
    >
      {facts.length > 0 && <p class="prose">{facts.join('. ')}</p>}
      {summary && <p class="prose">{summary}</p>}
    </TimelineItem>
  );
}

interface NoteEntryProps {
  note: Viewed<Note>;
  addenda: Viewed<Note>[];
  at: string;
  client: string;
}

function NoteEntry({ note, addenda, at, client }: NoteEntryProps) {
  const title = note.data.addendum_to ? records.addendum : records.note;
  return (
    <TimelineItem
      at={at}
      when={records.writtenBy(note.made.name, at, zone())}
      title={title}
      href={paths.note(client, note.id)}
      marks={<StandingTag record={note} />}
    >
      <p class="prose">{note.data.text}</p>
      {addenda.map((one) => (
        <div class="addendum" key={one.id}>
          <p class="entry__marks">
            <strong>{records.addendum}</strong>
            <span class="quiet">{records.writtenBy(one.made.name, one.made.at, zone())}</span>
            <StandingTag record={one} />
          </p>
          <p class="prose">{one.data.text}</p>
        </div>
      ))}
    </TimelineItem>
  );
}
