import type { Risk } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { paths } from '#screens/common/paths';
import { Reasons } from '#screens/common/reasons';
import { Fields } from '#screens/form/fields';
import { RecordForm } from '#screens/form/record-form';
import { saveChanges } from '#screens/form/save-changes';
import { useForm } from '#screens/form/use-form';
import { Unknown } from '#screens/shell/unknown';
import { changeRisk } from '#state/actions';
import { risksOf } from '#state/records';
import { client as clientText, risk as say } from '#text/en';
import { RISK_FIELDS } from './add-risk';

interface ChangeRiskProps {
  id: string;
  risk: string;
}

/** Looks again at what somebody said of the risk: what still holds, until when, and when to look next. */
export function ChangeRisk({ id, risk }: ChangeRiskProps) {
  const found = risksOf(id).find((one) => one.id === risk);
  return found === undefined ? (
    <Unknown title={clientText.unknown} />
  ) : (
    <ChangeForm client={id} risk={found} />
  );
}

function ChangeForm({ client, risk }: { client: string; risk: Viewed<Risk> }) {
  const key = paths.changeRisk(client, risk.id);
  const form = useForm({ kind: 'risk', key, form: 'risk', client, start: { ...risk.data }, changing: true });
  return (
    <RecordForm
      form={form}
      title={say.changeHeading}
      back={paths.risk(client)}
      submit={say.save}
      onSave={(handed) => saveChanges(risk.id, handed, changeRisk)}
    >
      {risk.standing === 'needs_attention' && <Reasons record={risk} />}
      <Fields kind="risk" names={RISK_FIELDS} form={form} />
    </RecordForm>
  );
}
