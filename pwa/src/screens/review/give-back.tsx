import { useLocation } from 'preact-iso';
import { commentsOf, type Item } from '#domain/review';
import { nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { lapOf, neighbours } from '#screens/desk/lap';
import { choiceOf, queryOf } from '#screens/desk/queue';
import { RecordForm } from '#screens/form/record-form';
import { useForm } from '#screens/form/use-form';
import { Unknown } from '#screens/shell/unknown';
import { giveBack } from '#state/reviewing';
import { itemOf } from '#state/reviews';
import { review as say } from '#text/en';
import { Pins } from './pins';

/** Returns an item to its writer, with what is asked about its sentences or fields. */
export function GiveBack({ item }: { item: string }) {
  const found = itemOf(item);
  return found === undefined ? <Unknown title={say.unknownTitle} /> : <ReturnForm item={found} />;
}

function ReturnForm({ item }: { item: Item }) {
  const { query } = useLocation();
  const choice = choiceOf(query);
  const address = queryOf(choice);
  const { next } = neighbours(lapOf(choice, item.id), item.id);
  const { by, name } = item.made;
  const start = {
    of_kind: item.kind,
    of_record: item.id,
    worker: by,
    worker_name: name,
    verdict: 'returned',
  };
  const form = useForm({
    kind: 'review',
    key: paths.giveBack(item.id),
    form: 'return',
    client: item.client,
    start: { ...start, comments: [] },
  });
  return (
    <RecordForm
      form={form}
      title={say.giveBackTo(name)}
      back={paths.review(item.id, address)}
      next={() => (next === null ? paths.desk(address) : paths.review(next, address))}
      said={say.done('returned', nameOf(item.client))}
      submit={say.giveBack}
      onSave={({ data }) =>
        giveBack(item, commentsOf(data.comments), query.audit === 'wanting' ? 'wanting' : null)
      }
    >
      <Pins
        item={item}
        comments={form.values.comments}
        errors={form.errors.comments ?? []}
        onChange={(comments) => form.put('comments', comments)}
      />
    </RecordForm>
  );
}
