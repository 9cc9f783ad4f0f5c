import {
  type AlertKind,
  type BoardAlert,
  isUntaken,
  isUntold,
  lastHolder,
  type VisitState,
} from '#domain/board';
import type { Cause } from '#domain/causes';
import { clock } from '#text/dates';
import { ending } from './duty';

export const heading = 'Board';
export const wallHeading = 'The watch';
export const toWall = 'Show on a wall screen';
export const fromWall = 'Leave the wall screen';
export const alerts = 'Alerts';
export const visits = 'Out on visits';
export const noVisits = 'Nobody is out on a visit';
export const noVisitsHelp = 'A visit appears here when its worker starts it, or should have.';
export const planned = 'Planned for today';
export const watching = 'Who is watching';
export const nobody = 'Nobody is on duty who can be reached';
export const nobodyHelp =
  'Whoever starts a visit now is told so. Go on duty, or ring whoever is: they need this board open, or notifications on.';
export const goOnDuty = 'Go on duty';
export const youAre = 'You are on duty';
export const notOnDuty = 'You are not on duty';
export const closed = 'Closed in the last day';
export const notYet = 'Asking the server how the watch stands…';
export const take = 'I have it';
export const open = 'Open';
export const confirm = 'See and confirm';
export const drill = 'Drill';
export const flagged = 'Known risk';
export const unplanned = 'Not planned';
export const noPlace = 'Address not known';
export const neverHeard = 'Not heard yet';
const live = 'Up to date';
export const quietFor = 'Quiet for 2 minutes';
export const sounding = 'The siren is sounding';
export const unheard = 'The siren is silent on this page';
export const quieted = 'This board is quiet for 2 minutes. Anything new sounds at once.';
export const soundOff = 'This page cannot sound until you press something on it.';
export const soundAbsent =
  'This browser cannot sound a siren. Watch on another one, or keep your phone at hand.';
export const turnOnSound = 'Turn on the sound';
export const noWatch = 'Doorstep does not ring 999. It tells you and your colleagues, and you ring.';
export const troubleLabel = 'What is wrong with the watch';

/** Why this board raises the alarm by itself, heading and what to do. */
export const own: Readonly<Record<Exclude<Cause['is'], 'alert'>, { what: string; do: string }>> = {
  stale: {
    what: 'This board has heard nothing from the server for more than a minute',
    do: 'What this board shows may be wrong. Ring everybody who is out. Check the network of this device.',
  },
  engine: {
    what: 'The server has stopped watching the clock',
    do: 'No alert will come by itself. Ring everybody who is out when their time is up, and tell whoever looks after the server.',
  },
  overlooked: {
    what: 'An alert should have come, and has not',
    do: 'The server is not doing its work. Ring them now, and tell whoever looks after the server.',
  },
};

/** Names who should have raised an alert, and when. */
export function shouldHave(worker: string, alertAt: string, zone: string): string {
  return `${worker}: time was up, and an alert was due at ${clock(alertAt, zone)}.`;
}

/** The word for a kind of alert. */
export const kinds: Readonly<Record<AlertKind, string>> = {
  overdue: 'Overdue',
  no_contact: 'Nothing heard',
  panic: 'Panic',
  duress: 'Duress',
  nobody_watching: 'Nobody watching',
  engine_degraded: 'Watch in trouble',
  drill: 'Drill',
};

/** The word for where a visit stands. */
export const states: Readonly<Record<VisitState, string>> = {
  planned: 'Planned',
  no_contact: 'Nothing heard',
  armed: 'Watched',
  due_soon: 'Nearly over',
  grace: 'Time is up',
  overdue: 'Overdue',
  ended: 'Ended',
};

const titles: Readonly<Record<AlertKind, (worker: string) => string>> = {
  overdue: (worker) => `${worker} is overdue`,
  no_contact: (worker) => `Nothing heard from ${worker}`,
  panic: (worker) => `${worker} pressed Help`,
  duress: (worker) => `${worker} is being threatened. Do not ring`,
  nobody_watching: () => 'Somebody is out and nobody is watching',
  engine_degraded: () => 'The watch is not working as it should',
  drill: (worker) => `Drill for ${worker}`,
};

/** Says what an alert is about. */
export function title(alert: Pick<BoardAlert, 'about' | 'worker' | 'reason'>): string {
  const name = alert.worker ?? 'A worker';
  return wasHeard(alert) ? `Check on ${name}` : titles[alert.about](name);
}

/** The word for what an alert is about. */
export function kindOf(alert: Pick<BoardAlert, 'about' | 'reason'>): string {
  return wasHeard(alert) ? 'To check' : kinds[alert.about];
}

/** Where there is a reason to it, something was heard. */
function wasHeard({ about, reason }: Pick<BoardAlert, 'about' | 'reason'>): boolean {
  return about === 'no_contact' && Boolean(reason);
}

/** What stands where nobody was told, for it must not pass for help on its way. */
export const untold = 'Nobody has been told. Only whoever sees this board knows.';

const standings: Readonly<Record<string, string>> = {
  downgraded: 'A late sign that all is well. Ring to confirm.',
  stand_down: 'Ended by the worker. Somebody has to confirm it.',
  broadcast: 'Everybody who can be reached has been told, and nobody has it.',
};

const watchedAgain =
  'Somebody is watching again, or nobody is out any more. It closes by itself if it stays so.';

/** Says where an alert stands, where that is more than being open; `grave` where nobody is on the way. */
export function standing(alert: BoardAlert): { words: string; grave: boolean } | null {
  if (isUntaken(alert) && isUntold(alert)) return { words: untold, grave: true };
  const calmed = alert.kind === 'nobody_watching' && alert.state === 'stand_down';
  const words = calmed ? watchedAgain : standings[alert.state];
  return words === undefined ? null : { words, grave: false };
}

/** Says since when. */
export function since(opened: string, now: number, zone: string): string {
  return `since ${clock(opened, zone)}, ${span(now - Date.parse(opened))}`;
}

/** Says who has it, or had it last; `me` is whoever reads it. */
export function has(alert: BoardAlert, me: string | undefined, zone: string): string {
  const { owner, owned_until: until } = alert;
  if (owner === null) return hadIt(alert, me, zone) ?? 'Nobody has it yet.';
  const who = owner.account === me ? 'You have it' : `${owner.name} has it`;
  return until === null ? `${who}.` : `${who} until ${clock(until, zone)}.`;
}

/** Says who had it until it went on to others; null where nobody did. */
export function hadIt(alert: BoardAlert, me: string | undefined, zone: string): string | null {
  const last = isUntaken(alert) ? lastHolder(alert) : null;
  if (last === null) return null;
  const who = last.account === me ? 'You' : last.name;
  const again = isUntold(alert) ? '' : ' It is being told again.';
  return `${who} had it until ${clock(last.until, zone)}.${again}`;
}

const next: Readonly<Record<number, string>> = {
  1: 'the monitors are told',
  2: 'a second monitor and the buddy are told',
  3: 'the manager on call is told',
  4: 'everybody is told',
};

/** Says what happens next, by itself. */
export function nextStep(alert: BoardAlert, moment: string, zone: string): string {
  const { kind, state, step } = alert;
  const when = clock(moment, zone);
  if (isUntold(alert)) return `At ${when} it is tried again.`;
  if (state === 'broadcast') return `At ${when} everybody is told again.`;
  if (!ABOUT_A_WORKER.has(kind)) return `At ${when} more people are told.`;
  return `At ${when} ${next[step + 1] ?? 'everybody is told again'}.`;
}

const ABOUT_A_WORKER: ReadonlySet<AlertKind> = new Set(['overdue', 'no_contact', 'panic', 'duress']);

/** Says that somebody else was first. */
export function taken(by: string): string {
  return `${by === '' ? 'Somebody' : by} was first and has it.`;
}

/** Counts the open alerts, those first that nobody has taken. */
export function howMany(open: number, untaken: number): string {
  if (open === 0) return 'No alerts';
  if (untaken > 0)
    return untaken === 1 ? '1 alert that nobody has taken' : `${untaken} alerts that nobody has taken`;
  return open === 1 ? '1 open alert, taken or calmed' : `${open} open alerts, all taken or calmed`;
}

/** Counts those who are out and not shown. */
export function more(count: number): string {
  return `And ${count} more with more time left.`;
}

/** Counts who is out. */
export function out(count: number): string {
  return count === 1 ? '1 person is out' : `${count} people are out`;
}

/** Says how long: `45 s`, `12 min`, `1 h 20 min`. */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

/** Counts down to the second: `4:05`. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** What a visit's line says beside its large figure. */
export const left = {
  armed: (due: string, zone: string) => `left, until ${clock(due, zone)}`,
  grace: (alertAt: string, zone: string) => `until the alert at ${clock(alertAt, zone)}. Time is up`,
  overdue: (alertAt: string, zone: string) => `Overdue since ${clock(alertAt, zone)}`,
  noContact: (start: string, zone: string) => `late, planned for ${clock(start, zone)}, nothing heard`,
  planned: (start: string, zone: string) => `Planned for ${clock(start, zone)}`,
};

/** Says when a worker was last heard. */
export function heard(instant: string, now: number, zone: string): string {
  return `Heard ${clock(instant, zone)}, ${span(now - Date.parse(instant))} ago`;
}

/** Says how full a battery is. */
export function battery(share: number): string {
  return `Battery ${Math.round(share * 100)} %`;
}

/** Says until when somebody is on duty. */
export function onDutyUntil(until: string, now: number, zone: string): string {
  return `On duty ${ending(until, new Date(now), zone)}`;
}

const channels: Readonly<Record<string, string>> = {
  board: 'board open',
  push: 'push',
  email: 'e-mail',
  text: 'text message',
  voice: 'phone call',
};

/** Says how somebody can be reached. */
export function reached(by: readonly string[]): string {
  return by.length === 0 ? 'cannot be reached' : by.map((one) => channels[one] ?? one).join(', ');
}

/** Names who watches. */
export function watchedBy(names: readonly string[]): string {
  return `Watching: ${names.join(', ')}`;
}

/** Says when the board was last heard. */
export function fresh(heardAt: string, zone: string): string {
  return `${live}, heard ${clock(heardAt, zone)}`;
}

/** What came of asking, where that was no answer. */
export const failing: Readonly<Record<string, string>> = {
  offline: 'The server does not answer.',
  not_ours: 'This network asks you to sign in to it first.',
  sign_in: 'Your session has ended. Sign in again.',
  not_allowed: 'You may not see the board.',
};
export const failingElse = 'The server has a problem.';
