import { type Contact, KINDS, type Note } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { commentsOf, type Item } from '#domain/review';
import { SummaryList } from '#parts/summary-list';
import { labelOf } from '#screens/common/labels';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { StandingTag } from '#screens/common/standing-tag';
import { notesOf } from '#state/records';
import { openReturns } from '#state/reviews';
import { note as noteText, records, review as say, values } from '#text/en';
import { AskedInGeneral, MarkedText } from './marked-text';

/** What the item says, with what is asked about it at its place. */
export function ItemBody({ item }: { item: Item }) {
  return isNote(item) ? <NoteBody note={item} /> : <ContactBody contact={item} />;
}

/** Tells a note from a contact. */
export function isNote(item: Item): item is Viewed<Note> {
  return item.kind === 'note';
}

function NoteBody({ note }: { note: Viewed<Note> }) {
  const returns = openReturns(note.id);
  const addenda = notesOf(note.client ?? '').filter(
    ({ data }) => data.addendum_to === note.id && (data.answers ?? []).length === 0,
  );
  return (
    <div class="card">
      <AskedInGeneral text={note.data.text} returns={returns} />
      <MarkedText text={note.data.text} returns={returns} />
      {addenda.reverse().map((one) => (
        <div class="addendum" key={one.id}>
          <p class="entry__marks">
            <strong>{records.addendum}</strong>
            <span class="quiet">{records.writtenBy(one.made.name, one.made.at, zone())}</span>
          </p>
          <p class="prose">{one.data.text}</p>
        </div>
      ))}
      {note.data.source && (
        <p>
          <strong>{noteText.source}:</strong> {note.data.source}
        </p>
      )}
      <p class="entry__marks">
        <StandingTag record={note} />
        <a class="card__action" href={paths.note(note.client ?? '', note.id)}>
          {say.openNote}
        </a>
      </p>
    </div>
  );
}

function ContactBody({ contact }: { contact: Viewed<Contact> }) {
  const returns = openReturns(contact.id);
  const rows = placesOf(contact).map(({ field, words }) => ({
    key: labelOf('contact', field),
    value: (
      <>
        {words}
        {returns.flatMap(({ data, made }) =>
          commentsOf(data.comments)
            .filter((comment) => comment.field === field)
            .map(({ text }) => (
              <span class="asked" key={text}>
                <strong>{say.asks(made.name)}</strong> {text}
              </span>
            )),
        )}
      </>
    ),
  }));
  return (
    <div class="card">
      <SummaryList rows={rows} />
      <p class="entry__marks">
        <StandingTag record={contact} />
        <a class="card__action" href={paths.contact(contact.client ?? '', contact.id)}>
          {say.openContact}
        </a>
      </p>
    </div>
  );
}

/** The fields of a contact that can be asked about, each with what it holds. */
export function placesOf({ data }: Viewed<Contact>): { field: string; was: unknown; words: string }[] {
  return Object.entries(KINDS.contact.fields)
    .filter(([, rule]) => rule.type !== 'refs')
    .map(([field, rule]) => {
      const was = data[field as keyof Contact] ?? null;
      return { field, was, words: values.said(field, rule, was, zone()) };
    });
}
