import type { Contact } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { paths } from '#screens/common/paths';
import { Reasons } from '#screens/common/reasons';
import { RecordForm } from '#screens/form/record-form';
import { saveChanges } from '#screens/form/save-changes';
import { useForm } from '#screens/form/use-form';
import { Asked, answering } from '#screens/review/asked';
import { Unknown } from '#screens/shell/unknown';
import { changeContact } from '#state/actions';
import { contactsOf } from '#state/records';
import { openReturns } from '#state/reviews';
import { contact as say } from '#text/en';
import { ContactFields } from './contact-fields';

interface ChangeContactProps {
  id: string;
  contact: string;
}

/** Changes a contact, mostly to record how a planned one went. */
export function ChangeContact({ id, contact }: ChangeContactProps) {
  const found = contactsOf(id).find((one) => one.id === contact);
  return found === undefined ? <Unknown title={say.unknown} /> : <ChangeForm client={id} contact={found} />;
}

function ChangeForm({ client, contact }: { client: string; contact: Viewed<Contact> }) {
  const form = useForm({
    kind: 'contact',
    key: paths.contact(client, contact.id),
    form: 'contact',
    client,
    start: { ...contact.data },
    changing: true,
  });
  const returns = openReturns(contact.id);
  return (
    <RecordForm
      form={form}
      title={say.changeHeading}
      back={paths.client(client)}
      submit={say.save}
      onSave={(handed) => saveChanges(contact.id, answering(handed, returns), changeContact)}
    >
      {contact.standing === 'needs_attention' && <Reasons record={contact} />}
      {returns.length > 0 ? (
        <Asked client={client} contact={contact.id} returns={returns} />
      ) : (
        <p>
          <a href={paths.newNoteAbout(client, contact.id)}>{say.writeNote}</a>
        </p>
      )}
      <ContactFields form={form} />
    </RecordForm>
  );
}
