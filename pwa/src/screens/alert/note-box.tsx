import type { Signal } from '@preact/signals';
import { Field } from '#parts/field';
import { alert as say } from '#text/en';

const rule = { type: 'long', max: 1000 } as const;

interface NoteBoxProps {
  id: string;
  note: Signal<string>;
  errors?: readonly string[];
}

/** What somebody did or learned, for whoever reads the alert next. */
export function NoteBox({ id, note, errors = [] }: NoteBoxProps) {
  return (
    <Field
      name={id}
      rule={rule}
      label={{ label: say.note, hint: say.noteHint }}
      value={note.value}
      errors={errors}
      rows={3}
      onInput={(value) => {
        note.value = String(value ?? '');
      }}
    />
  );
}
