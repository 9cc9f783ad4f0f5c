import { now } from '#parts/now';
import { paths } from '#screens/common/paths';
import { filledOf } from '#screens/form/filled';
import { RecordForm } from '#screens/form/record-form';
import { useForm } from '#screens/form/use-form';
import { Unknown } from '#screens/shell/unknown';
import { addContact } from '#state/actions';
import { clientOf } from '#state/records';
import { client as clientText, contact as say } from '#text/en';
import { ContactFields, shownOnly } from './contact-fields';

/** Adds a contact with a client: a meeting at home just now, unless the person says otherwise; how it went she says. */
export function AddContact({ id }: { id: string }) {
  return clientOf(id) === undefined ? <Unknown title={clientText.unknown} /> : <AddForm client={id} />;
}

function AddForm({ client }: { client: string }) {
  const start = { way: 'meeting', place: 'home', at: now.peek().toISOString() };
  const form = useForm({
    kind: 'contact',
    key: paths.newContact(client),
    form: 'contact',
    client,
    start,
    // Saved untouched, it would tell of a meeting that nobody meant.
    asks: { outcome: say.outcomeMissing },
  });
  return (
    <RecordForm
      form={form}
      title={say.newHeading}
      back={paths.client(client)}
      submit={say.save}
      onSave={({ data }) => addContact(client, filledOf(shownOnly(data)))}
    >
      <ContactFields form={form} />
    </RecordForm>
  );
}
