export const heading = 'Notifications';
export const turnOn = 'Turn on notifications';
export const asking = 'Turning on notifications…';
export const test = 'Send a test to this phone';
export const testing = 'Waiting for the test to be shown…';
export const tested = 'The test was shown on this phone.';
export const notTested =
  'The test has not been shown within 30 seconds. Do not rely on notifications on this phone.';

/** What is to be said about notifications here, whatever the reason. */
export const states = {
  on: 'Notifications are on for this phone.',
  off: 'Notifications are off for this phone.',
  asking,
  blocked:
    'Notifications are blocked for Doorstep. Allow them in the settings of your browser, then come back.',
  install_first:
    'Notifications need Doorstep on the home screen. Open the share menu, choose “Add to Home Screen”, and open Doorstep from there.',
  absent: 'This browser cannot show notifications. Keep the board open, or use another browser.',
  failed:
    'Notifications could not be turned on: the network or the notification service of this browser did not answer. Try again in a moment.',
};

/** Shown by the service worker when it cannot read what came: something has happened all the same. */
export const unreadable = {
  title: 'Doorstep',
  body: 'Something needs you. Open Doorstep.',
};

export const onceOut = 'once you have signed out';
export const onceLent = 'once somebody else works here';

/** Says to whoever is on duty that they leave it here, and who would be left alone. */
export function dutyEnds(since: string, last: boolean, held: number): string {
  const alone = last ? ' Then nobody is watching.' : '';
  const alerts = held === 1 ? 'An alert is' : `${held} alerts are`;
  return `You are on duty. No alert rings for you here ${since}.${alone}${held === 0 ? '' : ` ${alerts} still yours: hand over first.`}`;
}

/** Says the same where nobody knows whether they are on duty. */
export function perhapsDutyEnds(since: string): string {
  return `If you are on duty: no alert rings for you here ${since}.`;
}

/** Says to whoever is out on a visit what leaving this phone means for it. */
export function visitEnds(since: string): string {
  return `Your visit goes on and is still watched. Nothing reminds you of its end here ${since}: finish it first.`;
}

/** Says that notifications end here, and when they come back. */
export function ringingEnds(since: string): string {
  return `Notifications stop here ${since}. They are on again when you sign in here.`;
}
