import { age } from '#text/dates';

export const heading = 'People on this phone';
export const atWork = 'At work now';
export const nothing = 'Nothing of theirs waits here.';
export const nothingOfYours = 'Nothing of yours waits here.';
export const alone = 'Nobody else has signed in on this phone.';
export const intro = 'Each has their own notes here. Changing people touches nobody’s work.';

export const strangers = {
  found: 'Work of somebody else was found on this phone. It is kept until they sign in here.',
  lost: 'This browser has lost work of somebody else on this phone. They read how much when they sign in here.',
};

/** Counts entries. */
export function entries(count: number): string {
  return count === 1 ? '1 entry' : `${count} entries`;
}

/** Counts what was written, begun or pressed. */
export function things(count: number): string {
  return count === 1 ? '1 thing' : `${count} things`;
}

/** Offers to let another person work. */
export function switchTo(name: string): string {
  return `Let ${firstOf(name)} work`;
}

/** Says that somebody's work is being sent while another works, and as whose. */
export function stillSending(name: string, count: number, oldest: string | null, now: Date): string {
  const since = oldest === null ? '' : `, the oldest for ${age(oldest, now)}`;
  const are = count === 1 ? 'is' : 'are';
  return `${entries(count)} of ${firstOf(name)}’s ${are} still being sent in their name${since}.`;
}

/** Says that somebody has to sign in before their work can be sent. */
export function waitsFor(name: string, count: number): string {
  const are = count === 1 ? 'waits' : 'wait';
  return `${entries(count)} ${are} for ${firstOf(name)} to sign in. ${count === 1 ? 'It stays' : 'They stay'} on this phone until then.`;
}

/** Says that the server did not take something of somebody's. */
export function refused(name: string, count: number): string {
  const was = count === 1 ? 'was' : 'were';
  return `${firstOf(name)}’s ${entries(count)} ${was} not accepted and ${count === 1 ? 'waits' : 'wait'} for ${firstOf(name)} to mend.`;
}

/** Says that somebody has begun something and not finished it. */
export function unfinished(name: string, count: number): string {
  return `${firstOf(name)} has begun ${things(count)} and not finished.`;
}

/** Says that the browser has lost work of somebody's. */
export function missing(name: string, count: number): string {
  const was = count === 1 ? 'was' : 'were';
  return `${things(count)} of ${firstOf(name)}’s ${was} lost when this browser emptied its storage. ${firstOf(name)} is told when signing in.`;
}

/** Says that what somebody pressed on a visit is not sent. */
export function pressed(name: string, count: number): string {
  return `What ${firstOf(name)} pressed is not sent yet${count === 1 ? '' : `, ${count} times`}.`;
}

/** Says that nobody knows yet what somebody has here. */
export function notLookedAt(name: string): string {
  return `What ${firstOf(name)} has on this phone is not known yet.`;
}

function firstOf(name: string): string {
  return name.split(' ')[0] ?? name;
}
