import { entries } from './people';

export const heading = 'Sign in';
export const email = 'Email';
export const password = 'Password';
export const showPassword = 'Show password';
export const hidePassword = 'Hide password';
export const submit = 'Sign in';
export const working = 'Signing in…';
export const emailMissing = 'Enter your email';
export const passwordMissing = 'Enter your password';
export const offline = 'There is no network. Signing in needs one, because the server checks your password.';
export const offlineGoOn = 'You can go on with what is on this phone.';
export const notesAreSafe =
  'What you wrote is still on this phone. It is sent when you have signed in again.';
export const notesAreSent =
  'What you write is sent all the same. What is new comes when you have signed in again.';
export const forgotten =
  'Forgotten your password? Ask whoever looks after Doorstep in your service for a link to set a new one.';
export const goOn = 'Go on without signing in';
export const failures = {
  wrong: 'That email and password do not belong together. Check both and try again.',
  offline: 'There is no network. Signing in needs one. Try again when you have a signal.',
  too_many: 'Too many tries. Wait a minute, then try again.',
  failed: 'The server could not sign you in just now. Try again in a moment.',
};

export const waiting = 'Waiting on this phone';

/** Says what of those who have worked on this phone exists nowhere else; nobody is named to whoever holds it. */
export function waitsHere(count: Record<'unsent' | 'forThem' | 'pressed', number>): string[] {
  const { unsent, forThem, pressed } = count;
  return [
    ...(pressed > 0 ? ['What was pressed on a visit is not sent yet. This phone keeps trying.'] : []),
    ...(unsent > 0 ? [unsentHere(unsent)] : []),
    ...(forThem > 0 ? [forWriters(forThem)] : []),
  ];
}

function unsentHere(count: number): string {
  const [are, them] = count === 1 ? ['is', 'it'] : ['are', 'them'];
  return `${entries(count)} ${are} not sent yet and only on this phone. Doorstep goes on sending ${them}.`;
}

function forWriters(count: number): string {
  const [wait, them] = count === 1 ? ['waits', 'it'] : ['wait', 'them'];
  return `${entries(count)} ${wait} on this phone for whoever wrote ${them} to sign in here.`;
}

/** Says who is known on this phone and what signing in is needed for. */
export function again(name: string): string {
  return `${name}, your session has ended.`;
}

/** Says who is signed in here, with or without a network. */
export function known(name: string): string {
  return `${name} is signed in on this phone.`;
}
