import { useLocation } from 'preact-iso';
import type { Client } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { paths } from '#screens/common/paths';
import { RecordForm } from '#screens/form/record-form';
import { type Handed, useForm } from '#screens/form/use-form';
import { announceSaved } from '#screens/shell/notice';
import { Unknown } from '#screens/shell/unknown';
import { changeClient } from '#state/actions';
import { clientOf } from '#state/records';
import { client as say } from '#text/en';
import { ClientFields } from './client-fields';

/** Edits the details of a client; only the fields that were changed are saved. */
export function EditClient({ id }: { id: string }) {
  const client = clientOf(id);
  return client === undefined ? <Unknown title={say.unknown} /> : <EditForm client={client} />;
}

function EditForm({ client }: { client: Viewed<Client> }) {
  const { route } = useLocation();
  const key = paths.editClient(client.id);
  const form = useForm({
    kind: 'client',
    key,
    form: 'client',
    client: client.id,
    start: { ...client.data },
    changing: true,
  });
  const save = async ({ changes, shown }: Handed) => {
    if (Object.keys(changes).length > 0) {
      await changeClient(client.id, changes, shown);
      announceSaved(client.id, paths.client(client.id));
    }
    route(paths.client(client.id), true);
  };
  return (
    <RecordForm
      kind="client"
      form={form}
      title={say.editHeading(client.data.known_as)}
      back={paths.client(client.id)}
      submit={say.save}
      onSave={save}
    >
      <ClientFields form={form} />
    </RecordForm>
  );
}
