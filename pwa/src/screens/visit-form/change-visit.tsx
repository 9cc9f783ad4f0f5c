import { useLocation } from 'preact-iso';
import type { Visit } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { RecordForm } from '#screens/form/record-form';
import { type Handed, useForm } from '#screens/form/use-form';
import { announceSaved } from '#screens/shell/notice';
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
  const { route } = useLocation();
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
  const save = async ({ changes, shown }: Handed) => {
    if (Object.keys(changes).length > 0) {
      await changeVisit(
        visit.id,
        { ...changes, ...namesOf(changes) } as Partial<Visit>,
        shown as Partial<Visit>,
      );
      announceSaved(visit.id, back);
    }
    route(back, true);
  };
  return (
    <RecordForm
      kind="visit"
      form={form}
      title={say.changeHeading}
      caption={nameOf(client)}
      back={back}
      submit={say.save}
      onSave={save}
    >
      <VisitFields form={form} client={client} />
    </RecordForm>
  );
}
