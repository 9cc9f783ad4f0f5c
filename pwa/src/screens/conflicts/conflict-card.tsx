import { useSignal } from '@preact/signals';
import { type Conflict, KINDS, type KindName } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Button } from '#parts/button';
import { Field } from '#parts/field';
import { dataOf } from '#parts/form-values';
import { labelOf, nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
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
    <section class="card conflict" aria-labelledby={`about-${id}`}>
      <h2 class="card__heading" id={`about-${id}`}>
        <a class="card__action" href={paths.client(conflict.client ?? '')}>
          {say.about(labelOf(kind, field), nameOf(conflict.client))}
        </a>
      </h2>
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
    </section>
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
