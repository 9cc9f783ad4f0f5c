import { Banner } from '#parts/banner';
import { labelOf } from '#screens/common/names';
import { openConflicts } from '#screens/common/open-conflicts';
import { paths } from '#screens/common/paths';
import { person } from '#state/session';
import { client as say, today } from '#text/en';

/** Says that two values wait for the supervisor, who may settle them from here. */
export function ClientConflicts({ client }: { client: string }) {
  const open = openConflicts.value.filter((conflict) => conflict.client === client);
  if (open.length === 0) return null;
  const fields = open.map(({ data }) => labelOf(data.of_kind ?? '', data.field ?? ''));
  return (
    <Banner label={say.conflictHere} tone="amber">
      <p>
        <strong>{say.conflictHere}:</strong> {fields.join(', ')}
      </p>
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
