import { useLocation } from 'preact-iso';
import { now } from '#parts/now';
import { paths } from '#screens/common/paths';
import { Fields } from '#screens/form/fields';
import { filledOf } from '#screens/form/filled';
import { RecordForm } from '#screens/form/record-form';
import { useForm } from '#screens/form/use-form';
import { Unknown } from '#screens/shell/unknown';
import { addNote } from '#state/actions';
import { clientOf } from '#state/records';
import { openReturns } from '#state/reviews';
import { client as clientText, note as say } from '#text/en';
import { contactOptions } from './contact-options';

/** Writes a note: the text first and large, then when it happened and what it is about. */
export function WriteNote({ id }: { id: string }) {
  return clientOf(id) === undefined ? <Unknown title={clientText.unknown} /> : <NoteForm client={id} />;
}

function NoteForm({ client }: { client: string }) {
  const { query } = useLocation();
  const answers = query.answer === undefined ? null : openReturns(query.answer).map((review) => review.id);
  const start = { happened_at: now.peek().toISOString(), contact: query.contact ?? null, answers };
  const form = useForm({ kind: 'note', key: paths.newNote(client), form: 'note', client, start });
  const options = contactOptions(client, form.values.contact);
  return (
    <RecordForm
      form={form}
      title={say.newHeading}
      back={paths.client(client)}
      submit={say.save}
      onSave={({ data }) => addNote(client, filledOf(data))}
    >
      <Fields kind="note" names={['text']} form={form} rows={10} />
      <p class="quiet">{say.finishedHint}</p>
      <h2 class="nhsuk-heading-m">{say.more}</h2>
      <Fields kind="note" names={['happened_at']} form={form} />
      {options.length > 0 && <Fields kind="note" names={['contact']} form={form} options={options} />}
      <Fields kind="note" names={['source']} form={form} />
    </RecordForm>
  );
}
