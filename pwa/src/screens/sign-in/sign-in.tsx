import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import { Banner } from '#parts/banner';
import { Button, ButtonLink } from '#parts/button';
import { ErrorSummary, type Problem } from '#parts/error-summary';
import { paths } from '#screens/common/paths';
import { PhoneProblems } from '#screens/common/problems';
import { Page } from '#screens/shell/page';
import { waitsHere } from '#state/people';
import { person, session, signIn } from '#state/session';
import { status } from '#state/status';
import { workOfStrangers } from '#state/strangers';
import { invitation, people, signIn as say } from '#text/en';
import { Credentials } from './credentials';
import { invited } from './invited';

interface State {
  problems: Problem[];
  attempt: number;
  working: boolean;
}

/** Signs a person in. Without a network it says so, and that what is on this phone can still be worked on. */
export function SignIn() {
  const { path, route } = useLocation();
  const state = useSignal<State>({ problems: [], attempt: 0, working: false });
  const submit = async (email: string, password: string) => {
    const { attempt, working } = state.peek();
    if (working) return;
    const problems = missing(email, password);
    if (problems.length > 0) {
      state.value = { problems, attempt: attempt + 1, working: false };
      return;
    }
    state.value = { problems: [], attempt, working: true };
    const answer = await signIn(email.trim(), password);
    const said = answer.ok ? [] : [failed(answer.reason)];
    state.value = { problems: said, attempt: attempt + said.length, working: false };
    if (!answer.ok) return;
    invited.value = null;
    if (path === paths.signIn) route(paths.start, true);
  };
  const { problems, attempt, working } = state.value;
  return (
    <Page
      title={say.heading}
      actions={
        <Button type="submit" form="credentials" busy={working}>
          {working ? say.working : say.submit}
        </Button>
      }
    >
      <ErrorSummary problems={problems} attempt={attempt} />
      {invited.value === null ? (
        <GoOn />
      ) : (
        <p class="banner banner--good" role="status">
          {invitation.done}
        </p>
      )}
      <Offline />
      <PhoneProblems signingIn />
      <Strangers />
      <WaitsHere />
      <Credentials email={invited.value ?? known()} problems={problems} onSubmit={submit} />
      <p class="quiet narrow">{say.forgotten}</p>
    </Page>
  );
}

/** Whose session has ended is named on this page, and most likely signs in again. */
function known(): string {
  return session.value === 'expired' ? (person.value?.email ?? '') : '';
}

/** Only what can be mended in a box stands at one. */
function failed(reason: keyof typeof say.failures): Problem {
  return { target: reason === 'wrong' ? 'email' : null, words: say.failures[reason] };
}

function missing(email: string, password: string): Problem[] {
  return [
    ...(email.trim() === '' ? [{ target: 'email', words: say.emailMissing }] : []),
    ...(password === '' ? [{ target: 'password', words: say.passwordMissing }] : []),
  ];
}

/** Someone who is known on this phone can go on writing; only sending waits for signing in. */
function GoOn() {
  if (person.value === null) return null;
  const expired = session.value === 'expired';
  const words = expired ? say.again(person.value.name) : say.known(person.value.name);
  const notes = status.value.handsIn ? say.notesAreSent : say.notesAreSafe;
  return (
    <Banner label={words}>
      <p>
        <strong>{words}</strong>
      </p>
      <p>{expired ? notes : say.offlineGoOn}</p>
      <div class="banner__actions">
        <ButtonLink look="secondary" href={paths.start}>
          {say.goOn}
        </ButtonLink>
      </div>
    </Banner>
  );
}

/** Whoever wrote what was found here has to know that it waits for them. */
function Strangers() {
  if (workOfStrangers.value === null) return null;
  const words = people.strangers[workOfStrangers.value];
  return (
    <Banner label={words} tone="amber">
      <p>{words}</p>
    </Banner>
  );
}

/** Whoever has just signed out, and whoever takes the phone now, has to know that something is nowhere else. */
function WaitsHere() {
  const words = say.waitsHere(waitsHere.value);
  if (person.value !== null || words.length === 0) return null;
  return (
    <Banner label={say.waiting} tone="amber">
      {words.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Banner>
  );
}

function Offline() {
  if (status.value.online !== 'no') return null;
  return (
    <Banner label={say.offline} tone="amber">
      <p>{say.offline}</p>
    </Banner>
  );
}
