import { useSignal } from '@preact/signals';
import { signIn as say } from '#text/en';

interface CredentialsProps {
  /** The boxes that something is wrong with. */
  wrong: (string | null)[];
  onSubmit: (email: string, password: string) => void;
}

/** Email and password, in a form that password managers know. The password is never kept as a draft. */
export function Credentials({ wrong, onSubmit }: CredentialsProps) {
  const shown = useSignal(false);
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
      <div class="nhsuk-form-group">
        <label class="nhsuk-label field__label" for="email">
          {say.email}
        </label>
        <input
          class={look(wrong.includes('email'))}
          id="email"
          name="email"
          type="email"
          inputMode="email"
          autocomplete="username"
          autoCapitalize="none"
          spellcheck={false}
          aria-invalid={wrong.includes('email')}
        />
      </div>
      <div class="nhsuk-form-group">
        <label class="nhsuk-label field__label" for="password">
          {say.password}
        </label>
        <input
          class={look(wrong.includes('password'))}
          id="password"
          name="password"
          {...(shown.value ? { type: 'text' } : { type: 'password' })}
          autocomplete="current-password"
          autoCapitalize="none"
          spellcheck={false}
          aria-invalid={wrong.includes('password')}
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
      </div>
    </form>
  );
}

function look(isWrong: boolean): string {
  return isWrong ? 'nhsuk-input nhsuk-input--error' : 'nhsuk-input';
}
