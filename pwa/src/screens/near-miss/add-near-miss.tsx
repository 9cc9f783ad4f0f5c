import { useLocation } from 'preact-iso';
import type { NearMiss } from '#domain/kinds';
import { now } from '#parts/now';
import { nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { Fields } from '#screens/form/fields';
import { filledOf } from '#screens/form/filled';
import { RecordForm } from '#screens/form/record-form';
import { type Handed, useForm } from '#screens/form/use-form';
import { announceSaved } from '#screens/shell/notice';
import { Unknown } from '#screens/shell/unknown';
import { addNearMiss } from '#state/actions';
import { clientOf, visitOf } from '#state/records';
import { client as clientText, nearMiss as say } from '#text/en';

/** What nearly went wrong, in half a minute: one box, the rest is known from the visit. */
export function AddNearMiss({ id }: { id: string }) {
  return clientOf(id) === undefined ? <Unknown title={clientText.unknown} /> : <AddForm client={id} />;
}

function AddForm({ client }: { client: string }) {
  const { route, query } = useLocation();
  const visit = query.visit ?? null;
  const back = visit === null ? paths.client(client) : paths.visit(client, visit);
  const place = (visit === null ? null : visitOf(visit)?.data.place) ?? null;
  const start = { happened_at: now.peek().toISOString(), visit, place: place?.slice(0, 200) ?? null };
  const form = useForm({ kind: 'near_miss', key: paths.nearMiss(client), form: 'near_miss', client, start });
  const save = async ({ data }: Handed) => {
    const id = await addNearMiss(client, filledOf(data) as Partial<NearMiss>);
    announceSaved(id, back);
    route(back, true);
  };
  return (
    <RecordForm
      kind="near_miss"
      form={form}
      title={say.heading}
      caption={nameOf(client)}
      back={back}
      submit={say.save}
      onSave={save}
    >
      <p>{say.lead}</p>
      <Fields kind="near_miss" names={['what']} form={form} rows={5} />
    </RecordForm>
  );
}
