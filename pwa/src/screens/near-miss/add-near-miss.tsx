import { useLocation } from 'preact-iso';
import { now } from '#parts/now';
import { paths } from '#screens/common/paths';
import { Fields } from '#screens/form/fields';
import { filledOf } from '#screens/form/filled';
import { RecordForm } from '#screens/form/record-form';
import { useForm } from '#screens/form/use-form';
import { Unknown } from '#screens/shell/unknown';
import { addNearMiss } from '#state/actions';
import { clientOf, visitOf } from '#state/records';
import { client as clientText, nearMiss as say } from '#text/en';

/** What nearly went wrong, in half a minute: one box, the rest is known from the visit. */
export function AddNearMiss({ id }: { id: string }) {
  return clientOf(id) === undefined ? <Unknown title={clientText.unknown} /> : <AddForm client={id} />;
}

function AddForm({ client }: { client: string }) {
  const { query } = useLocation();
  const visit = query.visit ?? null;
  const place = (visit === null ? null : visitOf(visit)?.data.place) ?? null;
  const start = { happened_at: now.peek().toISOString(), visit, place: place?.slice(0, 200) ?? null };
  const form = useForm({ kind: 'near_miss', key: paths.nearMiss(client), form: 'near_miss', client, start });
  return (
    <RecordForm
      form={form}
      title={say.heading}
      back={visit === null ? paths.client(client) : paths.visit(client, visit)}
      submit={say.save}
      onSave={({ data }) => addNearMiss(client, filledOf(data))}
    >
      <p>{say.lead}</p>
      <Fields kind="near_miss" names={['what']} form={form} rows={5} />
    </RecordForm>
  );
}
