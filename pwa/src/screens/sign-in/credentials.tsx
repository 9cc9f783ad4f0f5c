import { useSignal } from '@preact/signals';
import type { InputHTMLAttributes } from 'preact';
import type { Problem } from '#parts/error-summary';
import { form, signIn as say } from '#text/en';

interface CredentialsProps {
  problems: Problem[];
  onSubmit: (email: string, password: string) => void;
}

/** Email and password, in a form that password managers know. The password is never kept as a draft. */
export function Credentials({ problems, onSubmit }: CredentialsProps) {
  const shown = useSignal(false);
  const wordsAt = (target: string) => problems.find((problem) => problem.target === target)?.words ?? null;
  return (
    <form
      id="credentials"
      class="narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        onSubmit(String(data.get('email') ?? ''), String(data.get('password') ?? ''));
      }}
    >
      <Box
        id="email"
        label={say.email}
        error={wordsAt('email')}
        input={{ type: 'email', inputMode: 'email', autocomplete: 'username' }}
      />
      <Box
        id="password"
        label={say.password}
        error={wordsAt('password')}
        input={{
          ...(shown.value ? { type: 'text' } : { type: 'password' }),
          autocomplete: 'current-password',
        }}
      />
      <button
        type="button"
        class="clear"
        onClick={() => {
          shown.value = !shown.value;
        }}
      >
        {shown.value ? say.hidePassword : say.showPassword}
      </button>
    </form>
  );
}

interface BoxProps {
  id: string;
  label: string;
  error: string | null;
  input: InputHTMLAttributes;
}

function Box({ id, label, error, input }: BoxProps) {
  const wrong = error !== null;
  return (
    <div class={wrong ? 'nhsuk-form-group nhsuk-form-group--error' : 'nhsuk-form-group'}>
      <label class="nhsuk-label field__label" for={id}>
        {label}
      </label>
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
        aria-describedby={wrong ? `${id}-error` : undefined}
      />
    </div>
  );
}
