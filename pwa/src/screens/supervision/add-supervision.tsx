import { localOf } from '#parts/local-time';
import { now } from '#parts/now';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { filledOf } from '#screens/form/filled';
import { RecordForm } from '#screens/form/record-form';
import { useForm } from '#screens/form/use-form';
import { Unknown } from '#screens/shell/unknown';
import { addSupervision } from '#state/actions';
import { type Worker, workers } from '#state/handover';
import { glance, supervision as say } from '#text/en';
import { SessionFields } from './session-fields';

/** Writes down a session with a worker: today, unless said otherwise. */
export function AddSupervision({ id }: { id: string }) {
  const worker = workers.value.find((one) => one.id === id);
  return worker === undefined ? <Unknown title={glance.unknown} /> : <AddForm worker={worker} />;
}

function AddForm({ worker }: { worker: Worker }) {
  const form = useForm({
    kind: 'supervision',
    key: paths.newSupervision(worker.id),
    form: 'supervision',
    client: null,
    start: {
      worker: worker.id,
      worker_name: worker.name,
      held_on: localOf(now.peek().toISOString(), zone()).slice(0, 10),
    },
  });
  return (
    <RecordForm
      form={form}
      title={say.addHeading(worker.name)}
      back={paths.workerList(worker.id, 'supervision')}
      submit={say.save}
      onSave={({ data }) => addSupervision(filledOf(data))}
    >
      <SessionFields form={form} worker={worker.id} />
    </RecordForm>
  );
}
