import type { Client } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { paths } from '#screens/common/paths';
import { RecordForm } from '#screens/form/record-form';
import { saveChanges } from '#screens/form/save-changes';
import { useForm } from '#screens/form/use-form';
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
  const key = paths.editClient(client.id);
  const form = useForm({
    kind: 'client',
    key,
    form: 'client',
    client: client.id,
    start: { ...client.data },
    changing: true,
  });
  return (
    <RecordForm
      form={form}
      title={say.editHeading(client.data.known_as)}
      back={paths.client(client.id)}
      submit={say.save}
      onSave={(handed) => saveChanges(client.id, handed, changeClient)}
    >
      <ClientFields form={form} />
    </RecordForm>
  );
}
