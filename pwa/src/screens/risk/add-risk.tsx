import { now } from '#parts/now';
import { paths } from '#screens/common/paths';
import { Fields } from '#screens/form/fields';
import { filledOf } from '#screens/form/filled';
import { RecordForm } from '#screens/form/record-form';
import { useForm } from '#screens/form/use-form';
import { Unknown } from '#screens/shell/unknown';
import { addRisk } from '#state/actions';
import { clientOf } from '#state/records';
import { person } from '#state/session';
import { client as clientText, risk as say } from '#text/en';

/** What is said of a risk, in the order of the form. */
export const RISK_FIELDS = ['flags', 'detail', 'about', 'said_by', 'said_on', 'review_on', 'expires_on'];
const REVIEW_MONTHS = 6;

/** Says what is known of the risk of visiting a client: by oneself and today, unless said otherwise. */
export function AddRisk({ id }: { id: string }) {
  return clientOf(id) === undefined ? <Unknown title={clientText.unknown} /> : <AddForm client={id} />;
}

function AddForm({ client }: { client: string }) {
  const today = now.peek().toISOString().slice(0, 10);
  const start = {
    about: 'client',
    said_by: person.value?.name ?? null,
    said_on: today,
    review_on: inMonths(today),
  };
  const form = useForm({ kind: 'risk', key: paths.newRisk(client), form: 'risk', client, start });
  return (
    <RecordForm
      form={form}
      title={say.addHeading}
      back={paths.risk(client)}
      submit={say.save}
      onSave={({ data }) => addRisk(client, filledOf(data))}
    >
      <Fields kind="risk" names={RISK_FIELDS} form={form} />
    </RecordForm>
  );
}

function inMonths(day: string): string {
  const later = new Date(`${day}T12:00:00Z`);
  later.setUTCMonth(later.getUTCMonth() + REVIEW_MONTHS);
  return later.toISOString().slice(0, 10);
}
