import type { Visit } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { paths } from '#screens/common/paths';
import { RecordForm } from '#screens/form/record-form';
import { saveChanges } from '#screens/form/save-changes';
import { useForm } from '#screens/form/use-form';
import { Unknown } from '#screens/shell/unknown';
import { visitOf } from '#state/records';
import { changeVisit } from '#state/visits';
import { visit as say } from '#text/en';
import { namesOf, VisitFields } from './visit-fields';

/** Changes the plan of a visit. */
export function ChangeVisit({ id, visit }: { id: string; visit: string }) {
  const found = visitOf(visit);
  return found === undefined ? <Unknown title={say.unknown} /> : <ChangeForm client={id} visit={found} />;
}

function ChangeForm({ client, visit }: { client: string; visit: Viewed<Visit> }) {
  const back = paths.visit(client, visit.id);
  const key = paths.changeVisit(client, visit.id);
  const form = useForm({
    kind: 'visit',
    key,
    form: 'visit',
    client,
    start: { ...visit.data },
    changing: true,
  });
  return (
    <RecordForm
      form={form}
      title={say.changeHeading}
      back={back}
      submit={say.save}
      onSave={(handed) =>
        saveChanges(visit.id, handed, (id, set, shown) => changeVisit(id, { ...set, ...namesOf(set) }, shown))
      }
    >
      <VisitFields form={form} client={client} />
    </RecordForm>
  );
}
