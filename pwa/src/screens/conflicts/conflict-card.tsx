import { useSignal } from '@preact/signals';
import { type Conflict, type FieldRule, KINDS, type KindName } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Button } from '#parts/button';
import { Field, targetOf } from '#parts/field';
import { dataOf } from '#parts/form-values';
import { labelOf } from '#screens/common/labels';
import { nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { Reasons } from '#screens/common/reasons';
import { ValuesList } from '#screens/common/values-list';
import { FoundAgain } from '#screens/form/found-again';
import { errorsOf } from '#screens/form/problems';
import { type Typed, useTyped } from '#screens/form/use-typed';
import { settleConflict } from '#state/actions';
import { recordOf } from '#state/records';
import { labels, conflicts as say } from '#text/en';
import { type Side, Sides } from './sides';

interface ConflictCardProps {
  conflict: Viewed<Conflict>;
  onSettled: () => void;
}

/** One conflict: both values side by side, who and when; one tap chooses, the second confirms. */
export function ConflictCard({ conflict, onSettled }: ConflictCardProps) {
  const { data, id } = conflict;
  const kind = (data.of_kind ?? '') as KindName;
  const field = data.field ?? '';
  const rule = KINDS[kind]?.fields[field];
  const typed = useTyped<{ value: unknown }>({
    key: `${paths.conflicts}#conflict-${id}`,
    form: 'conflict',
    client: conflict.client,
    start: { value: null },
    words: { value: rule },
  });
  const side = useSignal<Side | null>(typed.found === null ? null : 'other');
  const problem = useSignal<readonly string[]>([]);
  const confirm = async () => {
    if (side.value === null) return;
    const chosen = side.value;
    const { value, errors } =
      chosen === 'other' ? typedValue(kind, field, typed.values.value) : { value: undefined, errors: [] };
    problem.value = errors;
    if (errors.length > 0) return document.getElementById(targetOf(`value-${id}`, rule))?.focus();
    await typed.finish(async () => {
      await settleConflict(id, chosen, value);
      onSettled();
    });
  };
  return (
    <article class="card conflict" id={`conflict-${id}`} aria-labelledby={`about-${id}`}>
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
          <Third conflict={conflict} rule={rule} typed={typed} errors={problem.value} />
        )}
        {side.value !== null && <Button type="submit">{say.confirm}</Button>}
      </form>
    </article>
  );
}

interface ThirdProps {
  conflict: Viewed<Conflict>;
  rule: FieldRule;
  typed: Typed<{ value: unknown }>;
  errors: readonly string[];
}

/** The box for a value that is neither of the two. */
function Third({ conflict: { id, data }, rule, typed, errors }: ThirdProps) {
  return (
    <>
      <FoundAgain form={typed} boxes={`conflict-${id}`} />
      <Field
        name={`value-${id}`}
        field={data.field ?? ''}
        label={labels[(data.of_kind ?? '') as KindName]?.[data.field ?? ''] ?? data.field ?? ''}
        rule={rule}
        value={typed.values.value}
        errors={errors}
        onInput={(value) => typed.put({ value })}
      />
    </>
  );
}

function headingOf({ data, client }: Viewed<Conflict>): string {
  const kind = data.of_kind ?? '';
  if (data.field === 'deleted') return say.deletion(kind, data.kept === true);
  return say.about(labelOf(kind, data.field ?? ''), nameOf(client));
}

/** What a deletion would take with it or has taken, and why a choice made earlier was not taken. */
function Extra({ conflict }: { conflict: Viewed<Conflict> }) {
  const { field, of_kind, of_record, values } = conflict.data;
  const isGone = field !== 'deleted' && recordOf(of_record ?? '') === undefined;
  return (
    <>
      {conflict.standing === 'needs_attention' && <Reasons record={conflict} />}
      {isGone && <p>{say.isGone(of_kind ?? '')}</p>}
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
  const value = data[field] ?? null;
  const errors = errorsOf(kind, data, { [field]: true })[field] ?? [];
  // A box left empty is no answer: it would take both values away at one press.
  return { value, errors: value === null && errors.length === 0 ? [say.anotherMissing] : errors };
}
