import type { Supervision } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { paths } from '#screens/common/paths';
import { Reasons } from '#screens/common/reasons';
import { RecordForm } from '#screens/form/record-form';
import { saveChanges } from '#screens/form/save-changes';
import { useForm } from '#screens/form/use-form';
import { Unknown } from '#screens/shell/unknown';
import { changeSupervision } from '#state/actions';
import { supervisions } from '#state/records';
import { supervision as say } from '#text/en';
import { SessionFields } from './session-fields';

/** Adds to what was written down of a session. */
export function ChangeSupervision({ session }: { session: string }) {
  const found = supervisions.value.find((one) => one.id === session);
  return found === undefined ? <Unknown title={say.unknown} /> : <ChangeForm session={found} />;
}

function ChangeForm({ session }: { session: Viewed<Supervision> }) {
  const { worker, worker_name } = session.data;
  const form = useForm({
    kind: 'supervision',
    key: paths.changeSupervision(worker, session.id),
    form: 'supervision',
    client: null,
    start: { ...session.data },
    changing: true,
  });
  return (
    <RecordForm
      form={form}
      title={say.addHeading(worker_name ?? '')}
      back={paths.workerList(worker, 'supervision')}
      submit={say.save}
      onSave={(handed) => saveChanges(session.id, handed, changeSupervision)}
    >
      {session.standing === 'needs_attention' && <Reasons record={session} />}
      <SessionFields form={form} worker={worker} />
    </RecordForm>
  );
}
