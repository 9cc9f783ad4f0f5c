import type { InputHTMLAttributes } from 'preact';
import { form as say } from '#text/en';
import { useCaret } from './caret';
import type { BoxProps } from './field';

/** The keyboard that a phone should open for a field. Everything else gets the ordinary one. */
const keyboards: Readonly<Record<string, InputHTMLAttributes>> = {
  phone: { type: 'tel', inputMode: 'tel' },
  email: { type: 'email', inputMode: 'email', autoCapitalize: 'none', spellcheck: false },
  postcode: { autoCapitalize: 'characters', spellcheck: false },
  known_as: { autoCapitalize: 'words' },
  first_name: { autoCapitalize: 'words' },
  last_name: { autoCapitalize: 'words' },
};

/** A box for one line of text or a number. The browser offers nothing: these are other people's details. */
export function TextInput({ name, field = name, rule, value, describedBy, wrong, onInput }: BoxProps) {
  const isNumber = rule.type === 'number';
  const text = String(value ?? '');
  const width = isNumber ? 'nhsuk-input--width-4' : (rule.max ?? 100) <= 10 ? 'nhsuk-input--width-10' : '';
  return (
    <input
      class={`nhsuk-input ${width} ${wrong ? 'nhsuk-input--error' : ''}`}
      id={name}
      name={name}
      type="text"
      dir="auto"
      autocomplete="off"
      ref={useCaret(text)}
      value={text}
      aria-describedby={describedBy}
      aria-required={rule.required ?? false}
      {...(wrong ? { 'aria-invalid': true } : {})}
      {...(isNumber ? { inputMode: 'numeric' } : (keyboards[field] ?? {}))}
      onInput={(event) => onInput(event.currentTarget.value)}
    />
  );
}

/** From this share of a limit on, the characters that are left are counted. */
const NEAR = 0.9;

/** A box for several lines, which grows no faster than the person writes. */
export function LongInput({ name, rule, value, describedBy, wrong, rows = 4, onInput }: BoxProps) {
  const text = String(value ?? '');
  const left = (rule.max ?? Number.POSITIVE_INFINITY) - [...text].length;
  const near = rule.max !== undefined && left < rule.max * (1 - NEAR);
  const ids = [describedBy, near && `${name}-left`].filter(Boolean).join(' ') || undefined;
  return (
    <>
      <textarea
        class={`nhsuk-textarea ${wrong ? 'nhsuk-textarea--error' : ''}`}
        id={name}
        name={name}
        dir="auto"
        rows={rows}
        autocomplete="off"
        ref={useCaret(text)}
        value={text}
        aria-describedby={ids}
        aria-required={rule.required ?? false}
        {...(wrong ? { 'aria-invalid': true } : {})}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {near && (
        <div
          class={left < 0 ? 'nhsuk-error-message' : 'nhsuk-hint field__left'}
          id={`${name}-left`}
          aria-live="polite"
        >
          {say.left(left)}
        </div>
      )}
    </>
  );
}
