import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import { Button, ButtonLink } from '#parts/button';
import { ErrorSummary } from '#parts/error-summary';
import { PasswordBox } from '#parts/password-box';
import { paths } from '#screens/common/paths';
import { Page } from '#screens/shell/page';
import { invited } from '#screens/sign-in/invited';
import { acceptInvitation, SHORTEST_PASSWORD } from '#state/invitation';
import { invitation as say } from '#text/en';

interface State {
  problem: string | null;
  attempt: number;
  working: boolean;
  spent: boolean;
}

/** Somebody sets their first password by their link, or a new one for one they forgot, and goes on to sign in. */
export function Invitation({ token }: { token: string }) {
  const { route, query } = useLocation();
  const link = 'password' in query ? say.again : say.first;
  const state = useSignal<State>({ problem: null, attempt: 0, working: false, spent: false });
  const { problem, attempt, working, spent } = state.value;
  const tell = (words: string) => {
    state.value = { problem: words, attempt: state.peek().attempt + 1, working: false, spent: false };
  };
  const submit = async (password: string) => {
    if (state.peek().working) return;
    const wrong = faultOf(password);
    if (wrong !== null) return tell(wrong);
    state.value = { ...state.peek(), problem: null, working: true };
    const answer = await acceptInvitation(token, password);
    if (answer.ok) {
      invited.value = answer.email;
      route(paths.signIn, true);
    } else if (answer.reason === 'spent') state.value = { ...state.peek(), working: false, spent: true };
    else tell(say.failures[answer.reason]);
  };
  if (spent) return <Spent link={link} />;
  return (
    <Page
      title={link.heading}
      actions={
        <Button type="submit" form="invitation" busy={working}>
          {working ? say.working : say.submit}
        </Button>
      }
    >
      <ErrorSummary
        problems={problem === null ? [] : [{ target: 'password', words: problem }]}
        attempt={attempt}
      />
      <p class="narrow">{link.lead}</p>
      <NewPassword problem={problem} onSubmit={submit} />
    </Page>
  );
}

interface NewPasswordProps {
  problem: string | null;
  onSubmit: (password: string) => void;
}

function NewPassword({ problem, onSubmit }: NewPasswordProps) {
  return (
    <form
      id="invitation"
      class="narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(String(new FormData(event.currentTarget).get('password') ?? ''));
      }}
    >
      <PasswordBox label={say.label} hint={say.hint} error={problem} autocomplete="new-password" />
    </form>
  );
}

function Spent({ link }: { link: typeof say.first }) {
  return (
    <Page title={link.spent} actions={<ButtonLink href={paths.signIn}>{say.toSignIn}</ButtonLink>}>
      <p class="narrow">{link.spentHelp}</p>
    </Page>
  );
}

const LONGEST_PASSWORD = 1000;

function faultOf(password: string): string | null {
  const { length } = [...password];
  if (length < SHORTEST_PASSWORD) return say.tooShort(SHORTEST_PASSWORD, length);
  return length > LONGEST_PASSWORD ? say.tooLong : null;
}
