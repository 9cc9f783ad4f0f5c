import { useSignal } from '@preact/signals';
import { signIn as say } from '#text/en';
import { TextBox } from './text-box';

interface PasswordBoxProps {
  label: string;
  hint?: string;
  error: string | null;
  autocomplete: 'current-password' | 'new-password';
}

/** A password, shown while it is typed when the person asks. It is never kept as a draft. */
export function PasswordBox({ autocomplete, ...props }: PasswordBoxProps) {
  const shown = useSignal(false);
  return (
    <>
      <TextBox
        {...props}
        id="password"
        input={{ ...(shown.value ? { type: 'text' } : { type: 'password' }), autocomplete }}
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
    </>
  );
}
