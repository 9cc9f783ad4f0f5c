import { type Contact, KINDS, type Note, type Review } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { type Comment, commentsOf, type Item, itemsAnswered } from '#domain/review';
import { Card } from '#parts/card';
import { labelOf } from '#screens/common/labels';
import { zone } from '#screens/common/place';
import { StandingTag } from '#screens/common/standing-tag';
import { notesOf } from '#state/records';
import { reviewedOf } from '#state/reviews';
import { review as say, values } from '#text/en';

/** What was asked about an item, and beside it what was answered or corrected. */
export function Exchange({ item }: { item: Item }) {
  const { reviews, standing } = reviewedOf(item.id);
  const past = reviews.filter(({ id, data }) => data.verdict === 'returned' && !standing.open.includes(id));
  if (past.length === 0) return null;
  return (
    <Card heading={say.exchange}>
      {past.map((review) => (
        <Asked key={review.id} review={review} item={item} />
      ))}
    </Card>
  );
}

function Asked({ review, item }: { review: Viewed<Review>; item: Item }) {
  const notes = notesOf(item.client ?? '').filter(
    (note) => note.data.answers?.includes(review.id) && itemsAnswered(note).includes(item.id),
  );
  const corrected = item.data.answers?.includes(review.id) ?? false;
  return (
    <article class="exchange" aria-label={say.asked(review.made.name, review.made.at, zone())}>
      <p class="quiet">{say.asked(review.made.name, review.made.at, zone())}</p>
      {commentsOf(review.data.comments).map((comment) => (
        <Point key={`${comment.field} ${comment.text}`} comment={comment} item={item} />
      ))}
      {notes.reverse().map((note) => (
        <div class="addendum" key={note.id}>
          <p class="entry__marks">
            <strong>{say.answered(note.made.name, note.made.at, zone())}</strong>
            <StandingTag record={note} />
          </p>
          <p class="prose">{note.data.text}</p>
        </div>
      ))}
      {notes.length === 0 && !corrected && <p>{say.decidedAgain}</p>}
    </article>
  );
}

/** One thing that was asked; about a field also what it held then, and what it holds now. */
function Point({ comment, item }: { comment: Comment; item: Item }) {
  const { field, quote, was, text } = comment;
  const rule = KINDS[item.kind as 'note' | 'contact']?.fields[field];
  const now = (item.data as Partial<Record<string, unknown>> & (Note | Contact))[
    field as keyof (Note | Contact)
  ];
  const said = (value: unknown) => values.said(field, rule, value, zone());
  return (
    <>
      {quote && <p class="prose quote">{quote}</p>}
      {item.kind === 'contact' && rule && (
        <p>
          <strong>{labelOf('contact', field)}.</strong> {say.changed(said(was ?? null), said(now))}
        </p>
      )}
      <p class="asked">{text}</p>
    </>
  );
}
