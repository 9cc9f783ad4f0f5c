import type { Option } from './field';

interface SelectProps {
  id: string;
  label: string;
  value: string;
  options: readonly Option[];
  required?: boolean;
  onChoose: (value: string) => void;
}

/** One of several, chosen from a list under its label; for what is no field of a record. */
export function Select({ id, label, value, options, required = false, onChoose }: SelectProps) {
  return (
    <div class="nhsuk-form-group">
      <label class="nhsuk-label field__label" for={id}>
        {label}
      </label>
      <select
        class="nhsuk-select"
        id={id}
        value={value}
        aria-required={required || undefined}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </div>
  );
}
