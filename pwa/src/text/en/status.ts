import { age, clock, shortly } from '#text/dates';

const HOUR = 60 * 60_000;

export const label = 'What is received';
export const expired = 'Sign in again to send';
export const expiredButSends = 'Sign in again to get what is new';
export const signalWaits = 'What you pressed is not sent yet';
export const never = 'Nothing received yet';
export const offline = 'No network';
export const fetching = 'Fetching your clients for the first time…';
export const nothingWaits = 'Nothing waits on this phone';

/** Says that nothing waits and when the server was last heard. */
export function everything(at: string, now: Date, zone: string): string {
  return `Everything received ${shortly(at, now, zone)}`;
}

/** Says what waits on this phone, and how old the oldest of it is. */
export function unsent(count: number, oldest: string | null, now: Date): string {
  const since = oldest === null ? '' : `, oldest ${age(oldest, now)}`;
  return `${count} not sent yet${since}, on this phone`;
}

/** Says the same in the few words that the status line has room for; how old it is only where that tells something. */
export function here(count: number, oldest: string | null, now: Date, offline: boolean): string {
  const old = oldest !== null && Math.abs(now.getTime() - Date.parse(oldest)) >= HOUR;
  const since = old ? `, oldest ${age(oldest, now)}` : '';
  return `${count} on this phone${offline ? '' : ', not sent yet'}${since}`;
}

/** Counts what was refused and waits for a person. */
export function attention(count: number): string {
  return count === 1 ? '1 needs your attention' : `${count} need your attention`;
}

/** The mark of a record that the server has. */
export function received(at: string, zone: string): string {
  return `Received ${clock(at, zone)}`;
}

export const announcedSignal = 'What you pressed is not sent yet.';
export const announced = {
  none: 'Nothing waits to be sent.',
  fresh: 'Something waits to be sent.',
  amber: 'Something has waited to be sent for more than 4 hours.',
  red: 'Something has waited to be sent for more than 24 hours.',
};
