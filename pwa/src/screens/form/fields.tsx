import { KINDS, type KindName } from '#domain/kinds';
import { Field, type Option } from '#parts/field';
import { labels } from '#text/en';
import type { Form } from './use-form';

interface FieldsProps {
  kind: KindName;
  names: readonly string[];
  form: Form;
  rows?: number;
  options?: readonly Option[];
}

/** Fields of a kind on a form, each drawn after its type. */
export function Fields({ kind, names, form, rows, options }: FieldsProps) {
  return (
    <>
      {names.map((name) => {
        const rule = KINDS[kind].fields[name];
        if (rule === undefined) return null;
        return (
          <Field
            key={name}
            name={name}
            rule={rule}
            label={labels[kind][name] ?? name}
            value={form.values[name] ?? null}
            errors={form.errors[name] ?? []}
            onInput={(value) => form.put(name, value)}
            {...(rows === undefined ? {} : { rows })}
            {...(options === undefined ? {} : { options })}
          />
        );
      })}
    </>
  );
}
