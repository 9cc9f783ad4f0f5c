import type { Post } from '#domain/duty';
import { shortly } from '#text/dates';

export const heading = 'On duty';
export const goOn = 'Go on duty';
export const goOff = 'Go off duty';
export const offYes = 'Yes, go off duty';
export const offNo = 'No, stay on duty';
export const until = 'Until when?';
export const rota = 'Who is on duty, and when';
export const rotaEmpty = 'Nobody is on duty, now or later.';
export const now = 'Now';
export const remove = 'Take off the rota';
export const removeYes = 'Yes, take off';
export const removeNo = 'No, leave it';
export const putOn = 'Put somebody on the rota';
export const putMeOn = 'Put yourself on the rota';
export const who = 'Who';
export const post = 'As';
export const begins = 'From';
export const ends = 'Until';
export const needWho = 'Choose who.';
export const needTimes = 'Enter day and time, from and until.';
export const endsFirst = 'The end has to come after the beginning.';
export const posts: Readonly<Record<Post, string>> = {
  monitor: 'Monitor',
  second: 'Second monitor',
  manager: 'Manager on call',
};
export const asPost: Readonly<Record<Post, string>> = {
  monitor: 'As monitor: you are told first.',
  second: 'As second monitor: you are told when nobody has taken an alert.',
  manager: 'As manager on call: you are told when the monitors have not taken an alert.',
};
export const sound = 'The siren of this board';
export const testSound = 'Test the sound';
export const soundReady = 'This page can sound. Keep it open, and the volume up.';
export const soundBlocked =
  'This page cannot sound yet. The browser lets it only after you press something here.';
export const soundAbsent =
  'This browser cannot sound a siren. Watch on another one, or keep your phone at hand.';
export const soundRefused =
  'The browser kept this page silent. Look for a crossed-out loudspeaker in the address bar, and test again.';
export const soundHeard = 'You should have heard the siren. If not, turn up the volume and test again.';
export const drills = 'Drills';
export const drillsHelp =
  'A drill runs the whole way an alert does and is called a drill everywhere. Each monitor has one a week, by itself.';
export const drillFor = 'For whom';
export const me = 'For me';
export const chooseMonitor = 'Choose a monitor';
export const startDrill = 'Start a drill';
export const drillBegun = 'The drill has begun. It is on the board.';

const YEAR_MS = 366 * 86_400_000;

/** Asks once more; says so where nobody would watch any more. */
export function removeSure(name: string, last: boolean): string {
  return `Take ${name} off the rota?${last ? ' Then nobody is watching.' : ''}`;
}

/** Asks once more, and says who would be left alone: nobody watches any more, or alerts are in the reader's hands. */
export function offSure(last: boolean, held: number): string {
  const alone = last ? ' Then nobody is watching.' : '';
  const alerts = held === 1 ? 'An alert is' : `${held} alerts are`;
  return `Go off duty?${alone}${held === 0 ? '' : ` ${alerts} still yours: hand over first.`}`;
}

/** Says until when, where there is an end that anybody thinks of. */
export function ending(end: string, at: Date, zone: string): string {
  return Date.parse(end) - at.getTime() > YEAR_MS
    ? 'until further notice'
    : `until ${shortly(end, at, zone)}`;
}

/** Says until when the reader is on duty. */
export function onDuty(end: string, at: Date, zone: string): string {
  return `You are on duty ${ending(end, at, zone)}`;
}

/** One choice of when a shift ends. */
export function untilTime(end: string, hours: number, at: Date, zone: string): string {
  return `${shortly(end, at, zone)} (${hours === 1 ? '1 hour' : `${hours} hours`})`;
}

/** Says from when until when. */
export function fromTo(from: string, to: string, at: Date, zone: string): string {
  return `From ${shortly(from, at, zone)} ${ending(to, at, zone)}`;
}

/** Says when the siren was last heard in a test. */
export function soundTested(tested: string, at: number, zone: string): string {
  return `Last tested ${shortly(tested, new Date(at), zone)}`;
}
