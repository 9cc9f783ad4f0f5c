import type { Review } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { commentsOf } from '#domain/review';
import { Banner } from '#parts/banner';
import { labelOf } from '#screens/common/labels';
import { paths } from '#screens/common/paths';
import type { Handed } from '#screens/form/use-form';
import { review as say } from '#text/en';

interface AskedProps {
  client: string;
  contact: string;
  returns: readonly Viewed<Review>[];
}

/** What is asked about a contact, field by field, above the boxes in which it is corrected. */
export function Asked({ client, contact, returns }: AskedProps) {
  return (
    <Banner label={say.state('returned')} tone="amber">
      <p>{say.correctsThis}</p>
      {returns.flatMap(({ data, made }) =>
        commentsOf(data.comments).map(({ field, text }) => (
          <p class="asked" key={`${made.name} ${field} ${text}`}>
            <strong>
              {labelOf('contact', field)}. {say.asks(made.name)}
            </strong>{' '}
            {text}
          </p>
        )),
      )}
      <p>
        <a class="card__action" href={paths.answerAbout(client, contact)}>
          {say.answerWithNote}
        </a>
      </p>
    </Banner>
  );
}

/** Lets a change name the returns that it answers: those that ask about a field that it corrects. */
export function answering(handed: Handed, returns: readonly Viewed<Review>[]): Handed {
  const corrected = new Set(Object.keys(handed.changes));
  const answered = returns.filter(({ data }) =>
    commentsOf(data.comments).some(({ field }) => corrected.has(field)),
  );
  if (answered.length === 0) return handed;
  const before = Array.isArray(handed.shown.answers) ? handed.shown.answers : [];
  return { ...handed, changes: { ...handed.changes, answers: [...before, ...answered.map(({ id }) => id)] } };
}
