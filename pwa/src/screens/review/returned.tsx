import type { Question, Review } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { commentsOf, type Item } from '#domain/review';
import { Card, Entry } from '#parts/card';
import { nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { openQuestions, returned } from '#state/reviews';
import { person } from '#state/session';
import { records, review as say } from '#text/en';

/** What asks this person for an answer: what she wrote first, then what others wrote about clients of hers. */
export function Returned() {
  const me = person.value;
  const mine = returned.value.filter(({ item }) => item.made.by === me?.id);
  // A supervisor has the returns of everybody on the desk.
  const others = me?.role === 'case_manager' ? returned.value.filter((one) => !mine.includes(one)) : [];
  const questions = openQuestions.value;
  if (mine.length + others.length + questions.length === 0) return null;
  return (
    <Card heading={say.returnedHeading} urgent>
      <ul class="list">
        {mine.map(({ item, open }) => (
          <Return key={item.id} item={item} open={open} />
        ))}
        {questions.map((question) => (
          <Asked key={question.id} question={question} />
        ))}
        {others.map(({ item, open }) => (
          <Return key={item.id} item={item} open={open} for={item.made.name} />
        ))}
      </ul>
    </Card>
  );
}

interface ReturnProps {
  item: Item;
  open: readonly Viewed<Review>[];
  for?: string;
}

function Return({ item, open, for: writer }: ReturnProps) {
  const client = item.client ?? '';
  const href = item.kind === 'note' ? paths.note(client, item.id) : paths.contact(client, item.id);
  const [first] = open;
  return (
    <Entry href={href} title={say.title(item.kind, nameOf(client))}>
      {first && <FirstWords comments={first.data.comments} />}
      {first && <p class="quiet">{say.asked(first.made.name, first.made.at, zone())}</p>}
      {writer !== undefined && <p>{say.forSomebody(writer)}</p>}
    </Entry>
  );
}

function Asked({ question: { id, data, made } }: { question: Viewed<Question> }) {
  const at = data.asked_at ?? made.at;
  return (
    <Entry href={paths.question(id)} title={say.question(data.known_as ?? records.someone)}>
      <FirstWords comments={data.comments} />
      <p class="quiet">{say.asked(data.asked_name ?? records.somebody, at, zone())}</p>
    </Entry>
  );
}

function FirstWords({ comments }: { comments: unknown }) {
  return <p class="entry__more">{commentsOf(comments)[0]?.text}</p>;
}
