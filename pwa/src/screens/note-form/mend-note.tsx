import type { Note } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Banner } from '#parts/banner';
import { paths } from '#screens/common/paths';
import { Reasons } from '#screens/common/reasons';
import { Fields } from '#screens/form/fields';
import { RecordForm } from '#screens/form/record-form';
import { useForm } from '#screens/form/use-form';
import { Unknown } from '#screens/shell/unknown';
import { isFinished, mendNote } from '#state/actions';
import { notesOf } from '#state/records';
import { records, note as say } from '#text/en';

/** Mends a note that the server did not take. One that was sent after all is finished: what was typed is added to it. */
export function MendNote({ id, note }: { id: string; note: string }) {
  const found = notesOf(id).find((one) => one.id === note);
  return found === undefined ? <Unknown title={say.unknown} /> : <MendForm client={id} note={found} />;
}

function MendForm({ client, note }: { client: string; note: Viewed<Note> }) {
  const back = paths.note(client, note.id);
  const key = paths.mendNote(client, note.id);
  const form = useForm({ kind: 'note', key, form: 'note', client, start: { ...note.data } });
  const finished = isFinished(note);
  return (
    <RecordForm
      form={form}
      title={say.mendHeading}
      back={back}
      submit={finished ? say.saveAddendum : say.saveMended}
      {...(finished && { said: say.addedInstead })}
      onSave={({ data }) => mendNote(note.id, data)}
    >
      {finished && (
        <Banner label={say.heading}>
          <p>{say.sentMeanwhile}</p>
        </Banner>
      )}
      {note.standing === 'needs_attention' && (
        <Banner label={records.needsAttention} tone="amber">
          <Reasons record={note} />
        </Banner>
      )}
      <Fields kind="note" names={['text']} form={form} rows={10} />
      <Fields kind="note" names={['happened_at', 'source']} form={form} />
    </RecordForm>
  );
}
