import type { Note } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { paths } from '#screens/common/paths';
import { Fields } from '#screens/form/fields';
import { filledOf } from '#screens/form/filled';
import { RecordForm } from '#screens/form/record-form';
import { useForm } from '#screens/form/use-form';
import { AskedInGeneral, MarkedText } from '#screens/review/marked-text';
import { Unknown } from '#screens/shell/unknown';
import { addNote } from '#state/actions';
import { notesOf } from '#state/records';
import { openReturns } from '#state/reviews';
import { review, note as say } from '#text/en';

/** Adds to a finished note, which itself stays as it is. */
export function AddAddendum({ id, note }: { id: string; note: string }) {
  const found = notesOf(id).find((one) => one.id === note);
  return found === undefined ? <Unknown title={say.unknown} /> : <AddendumForm client={id} note={found} />;
}

function AddendumForm({ client, note }: { client: string; note: Viewed<Note> }) {
  const key = paths.addendum(client, note.id);
  const back = paths.note(client, note.id);
  const returns = openReturns(note.id);
  const start = { addendum_to: note.id, answers: returns.map((review) => review.id) };
  const form = useForm({ kind: 'note', key, form: 'addendum', client, start });
  return (
    <RecordForm
      form={form}
      title={returns.length > 0 ? review.answer : say.addendumHeading}
      back={back}
      submit={say.saveAddendum}
      onSave={({ data }) => addNote(client, filledOf(data))}
    >
      {returns.length > 0 ? (
        <>
          <p>{review.answersThis}</p>
          <div class="card">
            <AskedInGeneral text={note.data.text} returns={returns} />
            <MarkedText text={note.data.text} returns={returns} />
          </div>
        </>
      ) : (
        <details class="nhsuk-details">
          <summary class="nhsuk-details__summary">
            <span class="nhsuk-details__summary-text">{say.original}</span>
          </summary>
          <div class="nhsuk-details__text prose">{note.data.text}</div>
        </details>
      )}
      <Fields kind="note" names={['text']} form={form} rows={8} />
      <p class="quiet">{say.finishedHint}</p>
      <Fields kind="note" names={['source']} form={form} />
    </RecordForm>
  );
}
