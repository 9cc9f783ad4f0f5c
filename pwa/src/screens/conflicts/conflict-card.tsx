import { useSignal } from '@preact/signals';
import { type Conflict, KINDS, type KindName } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Button } from '#parts/button';
import { Field } from '#parts/field';
import { dataOf } from '#parts/form-values';
import { labelOf, nameOf } from '#screens/common/names';
import { zone } from '#screens/common/place';
import { Reasons } from '#screens/common/reasons';
import { ValuesList } from '#screens/common/values-list';
import { errorsOf } from '#screens/form/problems';
import { settleConflict } from '#state/actions';
import { labels, conflicts as say } from '#text/en';
import { type Side, Sides } from './sides';

interface ConflictCardProps {
  conflict: Viewed<Conflict>;
  onSettled: () => void;
}

/** One conflict: both values side by side, who and when; one tap chooses, the second confirms. */
export function ConflictCard({ conflict, onSettled }: ConflictCardProps) {
  const side = useSignal<Side | null>(null);
  const other = useSignal<unknown>(null);
  const problem = useSignal<readonly string[]>([]);
  const { data, id } = conflict;
  const kind = (data.of_kind ?? '') as KindName;
  const field = data.field ?? '';
  const rule = KINDS[kind]?.fields[field];
  const confirm = async () => {
    if (side.value === null) return;
    const typed =
      side.value === 'other' ? typedValue(kind, field, other.value) : { value: undefined, errors: [] };
    problem.value = typed.errors;
    if (typed.errors.length > 0) return;
    await settleConflict(id, side.value, typed.value);
    onSettled();
  };
  return (
    <article class="card conflict" aria-labelledby={`about-${id}`}>
      <h3 class="card__heading" id={`about-${id}`}>
        {headingOf(conflict)}
      </h3>
      <Extra conflict={conflict} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
      >
        <Sides
          conflict={conflict}
          rule={rule}
          chosen={side.value}
          onChoose={(chosen) => {
            side.value = chosen;
          }}
        />
        {side.value === 'other' && rule && (
          <Field
            name={`other-${id}`}
            label={labels[kind]?.[field] ?? field}
            rule={rule}
            value={other.value}
            errors={problem.value}
            onInput={(value) => {
              other.value = value;
            }}
          />
        )}
        {side.value !== null && <Button type="submit">{say.confirm}</Button>}
      </form>
    </article>
  );
}

function headingOf({ data, client }: Viewed<Conflict>): string {
  const kind = data.of_kind ?? '';
  if (data.field === 'deleted') return say.deletion(kind, data.kept === true);
  return say.about(labelOf(kind, data.field ?? ''), nameOf(client));
}

/** What a deletion would take with it, and why a choice made earlier was not taken. */
function Extra({ conflict }: { conflict: Viewed<Conflict> }) {
  const { field, of_kind, values } = conflict.data;
  return (
    <>
      {conflict.standing === 'needs_attention' && <Reasons record={conflict} />}
      {field === 'deleted' && values !== null && values !== undefined && (
        <>
          <h4 class="nhsuk-heading-xs">{say.added}</h4>
          <ValuesList kind={of_kind ?? ''} values={values} />
        </>
      )}
    </>
  );
}

/** Reads a third value as its field would, and says what is wrong with it. */
function typedValue(
  kind: KindName,
  field: string,
  box: unknown,
): { value: unknown; errors: readonly string[] } {
  const data = dataOf(kind, { [field]: box }, zone());
  return { value: data[field] ?? null, errors: errorsOf(kind, data, { [field]: true })[field] ?? [] };
}
