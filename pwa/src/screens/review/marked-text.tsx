import type { Review } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { commentsOf, passagesOf } from '#domain/review';
import { review as say } from '#text/en';

/** A text with each thing that is asked about it at its place. */
export function MarkedText({ text, returns }: { text: string; returns: readonly Viewed<Review>[] }) {
  const asked = askedOf(returns);
  const passages = passagesOf(
    text,
    'text',
    asked.map(({ comment }) => comment),
  );
  return (
    <p class="prose">
      {passages.map((passage, place) => {
        const ends = passage.asked.filter((number) => !passages[place + 1]?.asked.includes(number));
        return (
          <span key={passage.from}>
            {passage.asked.length > 0 ? <mark class="marked">{passage.text}</mark> : passage.text}
            {ends.map((number) => (
              <Comment key={number} {...asked[number]} />
            ))}
          </span>
        );
      })}
    </p>
  );
}

function Comment({ comment, name }: Partial<Asked>) {
  return (
    <span class="asked">
      <strong>{say.asks(name ?? '')}</strong> {comment?.text}
    </span>
  );
}

type Asked = ReturnType<typeof askedOf>[number];

function askedOf(returns: readonly Viewed<Review>[]) {
  return returns.flatMap(({ data, made }) =>
    commentsOf(data.comments).map((comment) => ({ comment, name: made.name })),
  );
}

/** What is asked about an item as a whole, or about words that cannot be found in it. */
export function AskedInGeneral({
  text,
  returns,
}: {
  text: string | null;
  returns: readonly Viewed<Review>[];
}) {
  const asked = askedOf(returns).filter(({ comment }) => !isPinned(text, comment));
  if (asked.length === 0) return null;
  return (
    <>
      {asked.map(({ comment, name }) => (
        <p class="asked" key={`${name} ${comment.text}`}>
          <strong>{say.asks(name)}</strong> {comment.text}
          {comment.quote && <span class="quiet"> {say.about(comment.quote)}</span>}
        </p>
      ))}
    </>
  );
}

function isPinned(text: string | null, comment: Asked['comment']): boolean {
  return text !== null && passagesOf(text, 'text', [comment]).some(({ asked }) => asked.length > 0);
}
