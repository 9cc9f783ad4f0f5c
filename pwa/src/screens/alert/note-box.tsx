import { Field } from '#parts/field';
import { type Label, alert as say } from '#text/en';

const rule = { type: 'long', max: 1000 } as const;

interface NoteBoxProps {
  id: string;
  note: string;
  onInput: (note: string) => void;
  errors?: readonly string[];
  /** What is asked, where that is more than what was done. */
  asked?: Label;
}

const ASKED: Label = { label: say.note, hint: say.noteHint };

/** What somebody did or learned, for whoever reads the alert next. */
export function NoteBox({ id, note, onInput, errors = [], asked = ASKED }: NoteBoxProps) {
  return (
    <Field
      name={id}
      rule={rule}
      label={asked}
      value={note}
      errors={errors}
      rows={3}
      onInput={(value) => onInput(String(value ?? ''))}
    />
  );
}
