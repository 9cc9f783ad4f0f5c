import { paths } from '#screens/common/paths';
import { filledOf } from '#screens/form/filled';
import { RecordForm } from '#screens/form/record-form';
import { useForm } from '#screens/form/use-form';
import { addClient } from '#state/actions';
import { client as say } from '#text/en';
import { ClientFields } from './client-fields';

/** Adds a client: only a name to call them by is needed. */
export function AddClient() {
  const form = useForm({ kind: 'client', key: paths.newClient, form: 'new client', client: null, start: {} });
  return (
    <RecordForm
      form={form}
      title={say.newHeading}
      back={paths.clients}
      next={paths.client}
      submit={say.saveNew}
      onSave={({ data }) => addClient(filledOf(data))}
    >
      <ClientFields form={form} />
    </RecordForm>
  );
}
