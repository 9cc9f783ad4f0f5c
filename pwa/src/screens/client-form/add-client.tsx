import { useLocation } from 'preact-iso';
import { paths } from '#screens/common/paths';
import { filledOf } from '#screens/form/filled';
import { RecordForm } from '#screens/form/record-form';
import { type Handed, useForm } from '#screens/form/use-form';
import { announceSaved } from '#screens/shell/notice';
import { addClient } from '#state/actions';
import { client as say } from '#text/en';
import { ClientFields } from './client-fields';

/** Adds a client: only a name to call them by is needed. */
export function AddClient() {
  const { route } = useLocation();
  const form = useForm({ kind: 'client', key: paths.newClient, form: 'new client', client: null, start: {} });
  const save = async ({ data }: Handed) => {
    const id = await addClient(filledOf(data));
    announceSaved(id, paths.client(id));
    route(paths.client(id), true);
  };
  return (
    <RecordForm
      kind="client"
      form={form}
      title={say.newHeading}
      back={paths.clients}
      submit={say.saveNew}
      onSave={save}
    >
      <ClientFields form={form} />
    </RecordForm>
  );
}
