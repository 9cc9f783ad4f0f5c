import type { Contact, Note } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Tag } from '#parts/tag';
import { TimelineItem } from '#parts/timeline-item';
import { nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { StandingTag } from '#screens/common/standing-tag';
import { ReviewTag } from '#screens/review/review-tag';
import { reviewedOf } from '#state/reviews';
import { dayAndClock } from '#text/dates';
import { contact as contactText, records, review } from '#text/en';
import { ClippedText } from './clipped-text';
import type { Entry } from './story';

interface StoryEntryProps {
  entry: Entry;
  client: string;
  /** Where it leads, where that is not its own page. */
  href?: string;
  /** It is what the page is about. */
  here?: boolean;
}

/** One line of a client's story: a contact in a line, a note in its words. */
export function StoryEntry({ entry, client, href, here = false }: StoryEntryProps) {
  const { record } = entry;
  return entry.kind === 'contact' ? (
    <ContactEntry contact={entry.record} here={here} href={href ?? paths.contact(client, record.id)} />
  ) : (
    <NoteEntry
      note={entry.record}
      addenda={entry.addenda}
      at={entry.at}
      here={here}
      href={href ?? paths.note(client, record.id)}
    />
  );
}

function ContactEntry({ contact, href, here }: { contact: Viewed<Contact>; href: string; here: boolean }) {
  const { at, purpose, summary, minutes, accompanied, accompanied_to } = contact.data;
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
      title={contactText.told(contact.data, nameOf(contact.client))}
      href={href}
      marks={<Marks record={contact} here={here} />}
    >
      {facts.length > 0 && <p class="prose">{facts.join('. ')}</p>}
      {summary && <ClippedText text={summary} />}
    </TimelineItem>
  );
}

/** Whether the server has it, and whether its reviewers have asked something. */
function Marks({ record, here }: { record: Viewed<Contact> | Viewed<Note>; here: boolean }) {
  const { state } = reviewedOf(record.id).standing;
  return (
    <>
      {here && <Tag tone="plain">{review.here}</Tag>}
      <StandingTag record={record} />
      {(state === 'returned' || state === 'answered') && <ReviewTag state={state} />}
    </>
  );
}

interface NoteEntryProps {
  note: Viewed<Note>;
  addenda: Viewed<Note>[];
  at: string;
  href: string;
  here: boolean;
}

function NoteEntry({ note, addenda, at, href, here }: NoteEntryProps) {
  const title = note.data.addendum_to ? records.addendum : records.note;
  return (
    <TimelineItem
      at={at}
      when={records.writtenBy(note.made.name, at, zone())}
      title={title}
      href={href}
      marks={<Marks record={note} here={here} />}
    >
      <ClippedText text={note.data.text} />
      {addenda.map((one) => (
        <div class="addendum" key={one.id}>
          <p class="entry__marks">
            <strong>{records.addendum}</strong>
            <span class="quiet">{records.writtenBy(one.made.name, one.made.at, zone())}</span>
            <StandingTag record={one} />
          </p>
          <ClippedText text={one.data.text} />
        </div>
      ))}
    </TimelineItem>
  );
}
