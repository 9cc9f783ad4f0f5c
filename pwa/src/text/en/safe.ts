import { age, dayAndClock } from '#text/dates';
import { entries, things } from './people';

export const question = 'Is it safe to hand over this phone?';
export const yes = 'Yes.';
export const yesMore = 'Everything written on it has been received, and it was checked against the server.';
export const no = 'No, not yet.';
export const signOutToo = 'Sign out before you give it away: what is on it stays readable until then.';

/** Says what is not sent yet, and for how long. */
export function unsent(count: number, oldest: string | null, now: Date): string {
  const since = oldest === null ? '' : `, the oldest for ${age(oldest, now)}`;
  return `${entries(count)} of yours ${count === 1 ? 'is' : 'are'} not sent yet${since}.`;
}

/** Says what was not accepted. */
export function refused(count: number): string {
  return `${entries(count)} ${count === 1 ? 'was' : 'were'} not accepted and ${count === 1 ? 'waits' : 'wait'} for you to mend.`;
}

/** Says what is begun and not finished. */
export function unfinished(count: number): string {
  const what = count === 1 ? '1 thing is' : `${count} things are`;
  return `${what} begun and not finished. See the start page.`;
}

/** Says that the browser has lost work of the one who reads it. */
export function missing(count: number): string {
  return `${things(count)} of yours ${count === 1 ? 'was' : 'were'} lost when this browser emptied its storage.`;
}

/** Says that what was pressed on a visit is not sent. */
export function pressed(count: number): string {
  return `What you pressed is not sent yet${count === 1 ? '' : `, ${count} times`}.`;
}

/** Says that the server was not heard for a day. */
export function notReceived(at: string | null, zone: string): string {
  if (at === null) return 'The server has never answered this phone.';
  return `The server last answered ${dayAndClock(at, zone)}, more than a day ago.`;
}

/** Says that this phone was not checked for a day. */
export function notCompared(at: string | null, zone: string): string {
  if (at === null) return 'It was never checked against the server. Check it below.';
  return `It was last checked against the server ${dayAndClock(at, zone)}. Check it again below.`;
}

/** Says what waits for a supervisor, which is no reason against it. */
export function held(count: number): string {
  return `${entries(count)} ${count === 1 ? 'waits' : 'wait'} for your supervisor; the server has ${count === 1 ? 'it' : 'them'}.`;
}
