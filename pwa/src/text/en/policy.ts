import { dayAndClock } from '#text/dates';
import { isolate } from '#text/isolate';
import { span } from './board';

export const heading = 'Rules of the watch';
export const intro =
  'Who is told, and how soon. A change counts for alerts that open after it. What makes anybody less safe needs a second person.';
export const change = 'Change the rules';
export const visit = 'A visit';
export const ladder = 'An alert that nobody takes';
export const after = 'Afterwards';
export const itself = 'The watch itself';
export const step = 'Step';
export const anAlert = 'An alert';
export const urgent = 'Panic or duress';
export const atOnce = 'At once';
const notSet = 'Not set';
export const history = 'Who set these rules';
export const defaults = 'Nobody has changed them yet.';
export const changeHeading = 'Change the rules';
export const look = 'See what changes';
export const cancel = 'Not now';
export const back = 'Go on changing';
export const send = 'Change the rules';
export const sendWaiting = 'Ask for a second person’s agreement';
export const saving = 'Sending…';
export const nothing = 'Nothing has been changed.';
export const changesHeading = 'What changes';
export const lessSafe = 'What becomes less safe';
export const noLess = 'Nobody becomes less safe. It counts as soon as it is sent.';
export const waits =
  'It waits until a supervisor or another administrator agrees, and is recorded either way.';
export const waiting = 'A change waits for a second person';
export const agree = 'I agree: put it into force';
export const ownChange = 'You made this change, so somebody else has to agree.';
export const unread = 'Enter a number.';

/** What each step is. */
export const steps = [
  'Monitors on duty',
  'A second monitor and the buddy too',
  'The manager on call too',
  'Everybody, again and again',
];

export const names: Readonly<Record<string, string>> = {
  warnings_s: 'Reminders to the worker before the time is up',
  grace_s: 'Alert after the time is up',
  flagged_grace_s: 'The same where a risk is known',
  no_contact_s: 'Nothing heard after a planned start',
  extend_most_min: 'Longest extension without a call',
  'ladder_s-1': 'Alert, step 2: a second monitor and the buddy',
  'ladder_s-2': 'Alert, step 3: the manager on call',
  'ladder_s-3': 'Alert, step 4: everybody',
  'urgent_ladder_s-1': 'Panic or duress, step 2: a second monitor and the buddy',
  'urgent_ladder_s-2': 'Panic or duress, step 3: the manager on call',
  'urgent_ladder_s-3': 'Panic or duress, step 4: everybody',
  broadcast_every_s: 'Everybody is told again every',
  owned_s: 'Whoever takes an alert keeps it without recording progress for',
  urgent_owned_s: 'The same for panic and duress',
  pause_s: 'A late sign of safety holds the alert back for',
  stand_down_s: 'An alert ended by its worker closes by itself after',
  nobody_watching_s: 'Managers hear that nobody is watching after',
  drill_every_s: 'Each monitor has a drill every',
  monitor_name: 'Whom a worker without a connection rings',
  monitor_phone: 'Number to ring',
  monitor_sms: 'Number to text',
};

export const hints: Readonly<Record<string, string>> = {
  minutes: 'In minutes',
  list: 'In minutes, with commas: 10, 5, 1',
  days: 'In days',
  whole: 'In minutes',
};

/** Says a part of the policy: a time, a list of times, a name or number. */
export function said(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => said(name, one)).join(', ');
  if (typeof value === 'string') return value === '' ? notSet : value;
  if (name === 'extend_most_min') return `${value} min`;
  if (name === 'drill_every_s') return days(Number(value) / 86_400);
  return value === 0 ? atOnce : exactly(Number(value));
}

function exactly(seconds: number): string {
  const rest = seconds % 60;
  return rest === 0 || seconds < 60 ? span(seconds * 1000) : `${span((seconds - rest) * 1000)} ${rest} s`;
}

function days(count: number): string {
  return count === 1 ? 'day' : `${Math.round(count * 10) / 10} days`;
}

/** Says who made a change and when. */
export function madeBy(name: string | null, at: string, zone: string): string {
  return `Changed by ${isolate(name ?? 'somebody')}, ${dayAndClock(at, zone)}`;
}

/** Says who agreed. */
export function agreedBy(name: string): string {
  return `Agreed to by ${name}`;
}

/** Says what a part was and is to be. */
export function fromTo(before: string, now: string): string {
  return `${before} → ${now}`;
}
