import type { InputHTMLAttributes } from 'preact';
import { form } from '#text/en';

interface TextBoxProps {
  id: string;
  label: string;
  hint?: string;
  error: string | null;
  input: InputHTMLAttributes;
}

/** A box for one line that belongs to no record: an address, a password. */
export function TextBox({ id, label, hint, error, input }: TextBoxProps) {
  const wrong = error !== null;
  const describedBy = [hint && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div class={wrong ? 'nhsuk-form-group nhsuk-form-group--error' : 'nhsuk-form-group'}>
      <label class="nhsuk-label field__label" for={id}>
        {label}
      </label>
      {hint && (
        <div class="nhsuk-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {wrong && (
        <span class="nhsuk-error-message" id={`${id}-error`}>
          <span class="nhsuk-u-visually-hidden">{form.error}</span> {error}
        </span>
      )}
      <input
        {...input}
        class={wrong ? 'nhsuk-input nhsuk-input--error' : 'nhsuk-input'}
        id={id}
        name={id}
        autoCapitalize="none"
        spellcheck={false}
        aria-invalid={wrong}
        aria-describedby={describedBy}
      />
    </div>
  );
}
