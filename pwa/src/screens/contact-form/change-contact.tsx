import { useLocation } from 'preact-iso';
import type { Contact } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { Reasons } from '#screens/common/reasons';
import { RecordForm } from '#screens/form/record-form';
import { type Handed, useForm } from '#screens/form/use-form';
import { announceSaved } from '#screens/shell/notice';
import { Unknown } from '#screens/shell/unknown';
import { changeContact } from '#state/actions';
import { contactsOf } from '#state/records';
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
  const { route } = useLocation();
  const form = useForm({
    kind: 'contact',
    key: paths.contact(client, contact.id),
    form: 'contact',
    client,
    start: { ...contact.data },
    changing: true,
  });
  const save = async ({ changes, shown }: Handed) => {
    if (Object.keys(changes).length > 0) {
      await changeContact(contact.id, changes, shown);
      announceSaved(contact.id, paths.client(client));
    }
    route(paths.client(client), true);
  };
  return (
    <RecordForm
      kind="contact"
      form={form}
      title={say.changeHeading}
      caption={nameOf(client)}
      back={paths.client(client)}
      submit={say.save}
      onSave={save}
    >
      {contact.standing === 'needs_attention' && <Reasons record={contact} />}
      <p>
        <a href={paths.newNoteAbout(client, contact.id)}>{say.writeNote}</a>
      </p>
      <ContactFields form={form} />
    </RecordForm>
  );
}
