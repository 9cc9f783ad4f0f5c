import { now } from '#parts/now';
import { paths } from '#screens/common/paths';
import { filledOf } from '#screens/form/filled';
import { RecordForm } from '#screens/form/record-form';
import { useForm } from '#screens/form/use-form';
import { Unknown } from '#screens/shell/unknown';
import { clientOf } from '#state/records';
import { planVisit, USUAL_MINUTES } from '#state/visits';
import { client as clientText, visit as say } from '#text/en';
import { firstWorker, namesOf, VisitFields } from './visit-fields';

const QUARTER = 15 * 60_000;

/** Plans a visit to a client's home: at the next quarter of an hour and their address, unless said otherwise. */
export function PlanVisit({ id }: { id: string }) {
  return clientOf(id) === undefined ? <Unknown title={clientText.unknown} /> : <PlanForm client={id} />;
}

function PlanForm({ client }: { client: string }) {
  const { address = null, postcode = null } = clientOf(client)?.data ?? {};
  const next = new Date(Math.ceil(now.peek().getTime() / QUARTER) * QUARTER).toISOString();
  const place = [address, postcode].filter(Boolean).join(', ') || null;
  const start = { worker: firstWorker(client), planned_at: next, minutes: USUAL_MINUTES, place };
  const form = useForm({ kind: 'visit', key: paths.newVisit(client), form: 'visit', client, start });
  return (
    <RecordForm
      form={form}
      title={say.planHeading}
      back={paths.client(client)}
      next={(id) => paths.visit(client, id)}
      submit={say.save}
      onSave={({ data }) => planVisit(client, { ...filledOf(data), ...namesOf(data) })}
    >
      <VisitFields form={form} client={client} />
    </RecordForm>
  );
}
