import type { Post } from '#domain/duty';

/** What the server says to a board. Its own clock is in it: a board counts down by that. */
export interface Board {
  readonly now: string;
  readonly engine: { readonly ok: boolean; readonly heartbeat_age_s: number | null };
  readonly me: Me;
  readonly watching: readonly Watcher[];
  /** What is wrong with the watch itself, in sentences. */
  readonly trouble: readonly string[];
  readonly visits: readonly BoardVisit[];
  readonly alerts: readonly BoardAlert[];
  /** The alerts that were resolved in the last day: they may be opened again. */
  readonly closed: readonly BoardAlert[];
}

/** How the one who asks stands: on duty until when, and which ways to reach them were tried. */
interface Me {
  readonly on_duty: boolean;
  readonly until: string | null;
  readonly post: Post | null;
  readonly sound_tested: string | null;
  readonly push_tested: string | null;
  readonly endpoints: number;
}

interface Watcher {
  readonly name: string;
  readonly channels: readonly string[];
}

/** An alert from a visit to a client, as it stands beside their story. */
export interface PastAlert {
  readonly id: string;
  readonly kind: AlertKind;
  /** Why it was raised, where the kind alone does not say it. */
  readonly reason: string | null;
  readonly worker: string;
  readonly opened: string;
  readonly resolved: string | null;
  readonly outcome: string | null;
}

export interface Place {
  readonly place: string | null;
  readonly position: Position | null;
  readonly battery: number | null;
  readonly last_heard: string | null;
}

export interface Position {
  readonly lat: number;
  readonly lon: number;
  readonly accuracy_m: number | null;
  readonly at: string;
}

export interface KnownRisk {
  readonly flags: readonly string[];
  readonly said_by: string | null;
  readonly said_on: string | null;
  readonly review_on: string | null;
  readonly expires_on: string | null;
}

export type VisitState = 'planned' | 'no_contact' | 'armed' | 'due_soon' | 'grace' | 'overdue' | 'ended';

export interface BoardVisit extends Place {
  readonly id: string;
  readonly account: string;
  readonly worker: string;
  readonly phone: string | null;
  readonly state: VisitState;
  readonly due: string | null;
  /** When an alert opens unless something is heard before. */
  readonly alert_at: string | null;
  readonly planned_start: string | null;
  readonly flagged: boolean;
  readonly unplanned: boolean;
  /** The open alert about it. */
  readonly alert: string | null;
  readonly risk: readonly KnownRisk[];
}

export type AlertKind =
  | 'overdue'
  | 'no_contact'
  | 'panic'
  | 'duress'
  | 'nobody_watching'
  | 'engine_degraded'
  | 'drill';
type AlertState = 'open' | 'owned' | 'broadcast' | 'downgraded' | 'stand_down' | 'resolved';

/** What to do differs by kind, and once there is a sign that all is well. */
export type ScriptKey = AlertKind | 'downgraded' | 'stand_down';

export interface AlertEvent {
  readonly id: string;
  readonly at: string;
  readonly type: string;
  readonly name: string | null;
  readonly text: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface BoardAlert extends Place {
  readonly id: string;
  /** The gravest that it has been. */
  readonly kind: AlertKind;
  /** What it is about now: less where that was stood down, and something else came since. */
  readonly about: AlertKind;
  /** What it is about in a sentence, where the kind alone does not say it. */
  readonly reason: string | null;
  readonly grade: 'red' | 'amber';
  readonly state: AlertState;
  readonly step: number;
  readonly drill: boolean;
  readonly flagged: boolean;
  readonly worker: string | null;
  readonly account: string | null;
  readonly phone: string | null;
  readonly visit: string | null;
  readonly risk: readonly KnownRisk[];
  readonly opened: string;
  /** The moment that it is about: when the visit was due, when panic was pressed. */
  readonly for_time: string;
  readonly next_action_at: string | null;
  readonly owner: { readonly account: string; readonly name: string } | null;
  readonly owned_until: string | null;
  readonly told: readonly string[];
  readonly outcome: string | null;
  readonly resolved: string | null;
  readonly resolved_by: string | null;
  readonly script: ScriptKey;
  /** It is about the one who asks, who cannot answer it. */
  readonly mine: boolean;
  /** The oldest first. */
  readonly events: readonly AlertEvent[];
}

/** A board that has heard nothing for so long must not be trusted. */
export const SILENT_MS = 60_000;

/** Milliseconds of an instant that the server has named. */
export const at = (instant: string): number => Date.parse(instant);

/** Whether somebody still has to take it. */
export function isUntaken({ owner, state }: BoardAlert): boolean {
  return owner === null && (state === 'open' || state === 'broadcast');
}

/** Whether it goes on to more people by itself: not while somebody has it, or once its worker has ended it. */
export function isGoingOn({ owner, state }: BoardAlert): boolean {
  return owner === null && state !== 'stand_down' && state !== 'resolved';
}

/** Whether no message about it has gone out where it should have: who knows of it has seen it on a board. */
export function isUntold({ told, state, events }: BoardAlert): boolean {
  return told.length === 0 && (state === 'broadcast' || events.some(({ type }) => type === 'nobody_told'));
}

/** Who had it last, and until when, where they recorded nothing more and it went on to others. */
export function lastHolder({
  owner,
  events,
}: BoardAlert): { account: unknown; name: string; until: string } | null {
  const lapse = events.findLastIndex(({ type }) => type === 'lapsed');
  const since = events.slice(lapse + 1);
  if (owner !== null || lapse < 0 || since.some(({ type }) => type === 'raised' || HOLDING.has(type)))
    return null;
  const { at: until, detail } = events[lapse] as AlertEvent;
  const name = events.slice(0, lapse).findLast((one) => HOLDING.has(one.type))?.name;
  return name ? { account: detail.owner, name, until } : null;
}

/** Whether whoever has it will lose it within a minute, unless they record something. */
export function isLapsing({ owned_until }: BoardAlert, now: number): boolean {
  return owned_until !== null && at(owned_until) - now < LAST_CHANCE_MS;
}

const LAST_CHANCE_MS = 60_000;

const HOLDING: ReadonlySet<string> = new Set(['acknowledged', 'taken_over', 'progress', 'reopened']);

const GRAVITY: readonly AlertKind[] = [
  'duress',
  'panic',
  'overdue',
  'nobody_watching',
  'engine_degraded',
  'no_contact',
  'drill',
];

/** Puts alerts in the order in which to see to them: nobody has it, then the gravest, then the oldest. */
export function byUrgency(one: BoardAlert, other: BoardAlert): number {
  return (
    Number(one.drill) - Number(other.drill) ||
    Number(isUntaken(other)) - Number(isUntaken(one)) ||
    GRAVITY.indexOf(one.kind) - GRAVITY.indexOf(other.kind) ||
    at(one.opened) - at(other.opened)
  );
}

/** What happened, the newest first; what the server said twice in one moment stands there once. */
export function timelineOf(events: readonly AlertEvent[]): AlertEvent[] {
  const again = (one: AlertEvent, before: AlertEvent | undefined) =>
    one.name === null && one.at === before?.at && one.text === before.text;
  return events.filter((one, index) => !again(one, events[index - 1])).toReversed();
}

/** Puts visits in the order of the time they have left; those that have not begun come last. */
export function byTimeLeft(one: BoardVisit, other: BoardVisit): number {
  return momentOf(one) - momentOf(other);
}

function momentOf({ alert_at, due, planned_start, state }: BoardVisit): number {
  const moment = at(alert_at ?? due ?? planned_start ?? '');
  if (Number.isNaN(moment)) return Number.MAX_SAFE_INTEGER;
  return state === 'planned' ? moment + 1e12 : moment;
}

/** How a visit stands by the board's own clock: the server's word is up to five seconds old. */
export function standingOf({ state, due, alert_at }: BoardVisit, now: number): VisitState {
  if (due === null || !['armed', 'due_soon', 'grace'].includes(state)) return state;
  if (alert_at !== null && now >= at(alert_at)) return 'overdue';
  if (now >= at(due)) return 'grace';
  return now >= at(due) - DUE_SOON_MS ? 'due_soon' : state;
}

const DUE_SOON_MS = 10 * 60_000;

/** Whether somebody is on the visit, or should be back from it. */
export function isOut(state: VisitState): boolean {
  return state !== 'planned' && state !== 'no_contact' && state !== 'ended';
}
