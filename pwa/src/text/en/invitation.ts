export const first = {
  heading: 'Welcome to Doorstep',
  lead: 'Set your password. You use it with your email to sign in.',
  spent: 'This link has been used already, or is more than 7 days old',
  spentHelp:
    'If you have set your password with it, sign in. If not, ask the person who invited you for a new link: they make one in a moment.',
};
export const again = {
  heading: 'Set a new password',
  lead: 'It takes the place of the one you had. Your phones ask you to sign in with it; what is on them stays, and what is not sent yet is sent.',
  spent: 'This link has been used already, or is more than a day old',
  spentHelp:
    'If you have set your password with it, sign in. If not, ask whoever looks after Doorstep in your service for a new link: they make one in a moment.',
};
export const hint =
  'At least 10 characters. A few words that belong together only for you are easy to remember.';
export const label = 'Choose a password';
export const submit = 'Set password';
export const working = 'Setting your password…';
export const tooLong = 'Your password is longer than 1,000 characters. Choose a shorter one.';
export const toSignIn = 'Go to sign in';
export const done = 'Your password is set. Sign in with it now.';
export const failures = {
  offline: 'There is no network. Setting a password needs one. What you typed is still here.',
  too_many: 'Too many tries. Wait a minute, then try again.',
  failed: 'The server could not set your password just now. Try again in a moment.',
};

/** Says how many characters are missing. */
export function tooShort(shortest: number, typed: number): string {
  if (typed === 0) return 'Enter a password';
  const missing = shortest - typed;
  return `Your password needs ${missing === 1 ? '1 more character' : `${missing} more characters`}`;
}
