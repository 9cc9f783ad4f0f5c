import type { Conflict } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Card, Entry } from '#parts/card';
import { labelOf, nameOf } from '#screens/common/names';
import { openConflicts } from '#screens/common/open-conflicts';
import { paths } from '#screens/common/paths';
import { Reasons } from '#screens/common/reasons';
import { clients, contacts, notes } from '#state/records';
import { person } from '#state/session';
import { today as say } from '#text/en';

/** What waits for a person: refused with the reason, held, and values that wait for the supervisor. */
export function Attention() {
  const me = person.value?.id;
  const stuck = [...notes.value, ...contacts.value, ...clients.value].filter(
    (record) => record.standing === 'needs_attention' || record.standing === 'held',
  );
  const mine = openConflicts.value.filter(({ data }) => data.offered_by === me || data.kept_by === me);
  if (stuck.length + mine.length === 0) return null;
  return (
    <Card heading={say.needsAttention} urgent>
      <ul class="list">
        {stuck.map((record) => (
          <Stuck key={record.id} record={record} />
        ))}
        {mine.map((conflict) => (
          <MyConflict key={conflict.id} conflict={conflict} mine={conflict.data.offered_by === me} />
        ))}
      </ul>
    </Card>
  );
}

function Stuck({ record }: { record: Viewed<unknown> }) {
  const client = record.kind === 'client' ? record.id : (record.client ?? '');
  const what = say.kinds[record.kind] ?? record.kind;
  const refused = record.standing === 'needs_attention';
  return (
    <Entry href={hrefOf(record, client)} title={say.about(what, nameOf(client))}>
      {refused ? <Reasons record={record} /> : <p>{say.held}</p>}
    </Entry>
  );
}

/** Where a record can be mended. */
function hrefOf(record: Viewed<unknown>, client: string): string {
  if (record.kind === 'note') return paths.note(client, record.id);
  return record.kind === 'contact' ? paths.contact(client, record.id) : paths.editClient(client);
}

function MyConflict({ conflict, mine }: { conflict: Viewed<Conflict>; mine: boolean }) {
  const { of_kind, field } = conflict.data;
  return (
    <Entry
      href={paths.client(conflict.client ?? '')}
      title={say.conflict(labelOf(of_kind ?? '', field ?? ''), nameOf(conflict.client))}
    >
      <p>{mine ? say.valueKept : say.bothKept}</p>
    </Entry>
  );
}
