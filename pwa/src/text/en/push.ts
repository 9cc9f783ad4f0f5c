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
