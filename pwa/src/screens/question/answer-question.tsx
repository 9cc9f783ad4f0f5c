import type { Question } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { commentsOf } from '#domain/review';
import { Banner } from '#parts/banner';
import { labelOf } from '#screens/common/labels';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { Fields } from '#screens/form/fields';
import { filledOf } from '#screens/form/filled';
import { RecordForm } from '#screens/form/record-form';
import { useForm } from '#screens/form/use-form';
import { Unknown } from '#screens/shell/unknown';
import { addNote } from '#state/actions';
import { questions } from '#state/records';
import { records, review as say } from '#text/en';

/** Answers what is asked about a client who is with somebody else now. */
export function AnswerQuestion({ id }: { id: string }) {
  const found = questions.value.find((one) => one.id === id);
  return found === undefined ? <Unknown title={say.unknownTitle} /> : <AnswerForm question={found} />;
}

function AnswerForm({ question: { id, data } }: { question: Viewed<Question> }) {
  const about = data.of_kind === 'contact' ? { contact: data.of_record } : { addendum_to: data.of_record };
  const start = { ...about, answers: data.review ? [data.review] : [] };
  const form = useForm({ kind: 'note', key: paths.question(id), form: 'answer', client: null, start });
  return (
    <RecordForm
      form={form}
      title={say.question(data.known_as ?? records.someone)}
      back={paths.start}
      submit={say.saveAnswer}
      onSave={(handed) => addNote(data.of_client ?? '', filledOf(handed.data))}
    >
      {data.written_at && <p class="quiet">{say.written(data.written_at, zone())}</p>}
      {commentsOf(data.comments).map(({ field, quote, text }) => (
        <div key={`${field} ${quote ?? ''} ${text}`}>
          {quote && <p class="prose quote">{quote}</p>}
          <p class="asked">
            <strong>
              {data.of_kind === 'contact' && `${labelOf('contact', field)}. `}
              {say.asks(data.asked_name ?? records.somebody)}
            </strong>{' '}
            {text}
          </p>
        </div>
      ))}
      <Banner label={records.held}>
        <p>{say.heldWhenSent}</p>
      </Banner>
      <Fields kind="note" names={['text']} form={form} rows={6} />
    </RecordForm>
  );
}
