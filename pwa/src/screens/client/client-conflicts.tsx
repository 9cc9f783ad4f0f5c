import { type Conflict, KINDS, type KindName } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Banner } from '#parts/banner';
import { labelOf } from '#screens/common/labels';
import { openConflicts } from '#screens/common/open-conflicts';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { person } from '#state/session';
import { conflicts as conflictText, client as say, today, values } from '#text/en';

/** Says that two values wait for the supervisor, who may settle them from here; a writer sees their own again. */
export function ClientConflicts({ client }: { client: string }) {
  const open = openConflicts.value.filter((conflict) => conflict.client === client);
  if (open.length === 0) return null;
  return (
    <Banner label={say.conflictHere} tone="amber">
      <p>
        <strong>{say.conflictHere}:</strong> {open.map(({ data }) => fieldOf(data)).join(', ')}
      </p>
      {open.map((conflict) => (
        <OwnValue key={conflict.id} conflict={conflict} />
      ))}
      {person.value?.role === 'supervisor' ? (
        <p>
          <a href={paths.conflicts}>{say.settle}</a>
        </p>
      ) : (
        <p>{today.bothKept}</p>
      )}
    </Banner>
  );
}

function OwnValue({ conflict: { data } }: { conflict: Viewed<Conflict> }) {
  const { of_kind, field, kept, offered, offered_by } = data;
  // What stands is in the details; only what was kept aside could be thought lost.
  if (offered_by !== person.value?.id || field === 'deleted' || offered === kept) return null;
  const rule = KINDS[of_kind as KindName]?.fields[field ?? ''];
  return <p>{conflictText.yours(fieldOf(data), values.said(field ?? '', rule, offered, zone()))}</p>;
}

function fieldOf({ of_kind, field, kept }: Conflict): string {
  if (field === 'deleted') return conflictText.deletion(of_kind ?? '', kept === true);
  return labelOf(of_kind ?? '', field ?? '');
}
