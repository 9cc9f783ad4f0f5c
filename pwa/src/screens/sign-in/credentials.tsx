import type { Problem } from '#parts/error-summary';
import { PasswordBox } from '#parts/password-box';
import { TextBox } from '#parts/text-box';
import { signIn as say } from '#text/en';

interface CredentialsProps {
  /** The address of somebody who is expected to sign in; empty where nobody is. */
  email: string;
  problems: Problem[];
  onSubmit: (email: string, password: string) => void;
}

/** Email and password, in a form that password managers know. */
export function Credentials({ email, problems, onSubmit }: CredentialsProps) {
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
      <TextBox
        id="email"
        label={say.email}
        error={wordsAt('email')}
        input={{ type: 'email', inputMode: 'email', autocomplete: 'username', defaultValue: email }}
      />
      <PasswordBox label={say.password} error={wordsAt('password')} autocomplete="current-password" />
    </form>
  );
}
