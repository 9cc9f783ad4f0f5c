import { dayAndClock } from '#text/dates';

export const heading = 'Kept on this phone';
export const copy = 'Second copy';
export const copies = {
  kept: 'Yes: what is not sent is kept twice on this phone',
  unknown: 'Not known yet',
  absent: 'No: this browser cannot keep a second copy',
  failed: 'The second copy could not be written. The first is there.',
};
export const compare = 'Check this phone against the server';
export const comparing = 'Checking…';
export const checked = 'Last checked';
export const never = 'Never';
export const notNow =
  'It could not be checked now: there is no answer from the server. Try again with a signal.';
export const checkHelp =
  'Compares everything on this phone with the server, once a week by itself, or when you ask.';
export const checkHeading = 'Check against the server';
export const exportHelp =
  'A file with everything that is not sent, not accepted, held or begun. Keep it safe: it holds clients’ details.';
export const exportNow = 'Save a copy of what is not sent';
export const lossHeading = 'This phone’s storage was emptied';
export const read = 'I have read this';

/** Says what a comparison found. */
export function found(differed: number, restored: boolean): string {
  if (differed === 0) return 'Everything was the same.';
  const what = differed === 1 ? '1 client differed' : `${differed} clients differed`;
  return `${what} and ${differed === 1 ? 'was' : 'were'} fetched again.${restored ? ' The server had been set back to an earlier day.' : ''}`;
}

/** Says when this phone was checked and what was found. */
export function last(at: string, differed: number, restored: boolean, zone: string): string {
  return `${dayAndClock(at, zone)}. ${found(differed, restored)}`;
}
