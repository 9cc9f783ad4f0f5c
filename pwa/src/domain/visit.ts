/*
 * What the screen of a visit may say. It is folded from the server's stored words, from what waits on this phone
 * and from the time, and from nothing else: no receipt, no green.
 */

import type { AlertWord, Known, Sent, VisitWord, Watch, Watcher } from '#domain/signal';
import { isWaiting } from '#domain/signal';

type Face =
  /** Nothing has begun. */
  | 'planned'
  /** Start was pressed, and the server has not said that it knows. */
  | 'not_protected'
  | 'armed'
  | 'due_soon'
  | 'grace'
  /** The time of the alert has passed; whether anybody was told is `told`. */
  | 'overdue'
  /** Finish was pressed, and the server has not said that it knows: an alert may still come. */
  | 'ending'
  | 'ended';

export interface Standing {
  readonly face: Face;
  readonly due: string | null;
  readonly alertAt: string | null;
  /** When the server last said how this visit stands, by its own clock. */
  readonly confirmed: string | null;
  /** Who is on duty, as the server last said; null while it has not. */
  readonly watching: readonly Watcher[] | null;
  /** When somebody was told of an open alert about this worker; null where nobody was. */
  readonly told: string | null;
  /** True where the server said that nobody could be told of that alert. */
  readonly nobodyTold: boolean;
  readonly owner: string | null;
  /** Whether there was an alert about this visit, a call for help in it or a wrong PIN, whatever became of that. */
  readonly alerted: boolean;
  /** Whether there was a risk when it began, whatever is said of that by now. */
  readonly flagged: boolean;
  /** Whether its time is up: by the server's word, or where that is not known by what was said on this phone. */
  readonly timeUp: boolean;
  /** The minutes of extensions that the server has not confirmed. */
  readonly unconfirmedMinutes: number;
  /** What the server said last about starting, finishing or more time, where that was no. */
  readonly refusal: 'pin_needed' | 'pin_wrong' | 'too_long' | 'refused' | null;
  /** Whether something about this visit has not been heard yet. */
  readonly unheard: boolean;
  /** When finish was pressed, by this device. */
  readonly finished: string | null;
  /** When start was pressed, by this device. */
  readonly started: string | null;
  /** False where the server itself says that its alerts may not be raised. */
  readonly engineOk: boolean;
}

/** Under this many minutes left, the screen asks. */
const DUE_SOON_MS = 10 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** Folds how a visit stands at `now`, in milliseconds of the server's clock. */
export function standingOf(visit: string, known: Known, now: number): Standing {
  const all = known.sent.filter(({ signal }) => signal.visit === visit);
  // What the server has refused has not happened.
  const sent = all.filter(({ receipt }) => receipt?.status !== 'refused');
  const word = lastWord(visit, sent, known);
  const due = word?.said.due ?? null;
  const alertAt = word?.said.alert_at ?? null;
  const alert = alertAbout(alertAt, known.watch);
  const face = faceOf(word?.said ?? null, sent, now);
  return {
    face,
    due,
    alertAt,
    confirmed: word?.at ?? null,
    watching: lastWatching(sent, known),
    told: alert?.told_at ?? null,
    nobodyTold: alert?.nobody_told ?? false,
    owner: alert?.owner ?? null,
    alerted: alert !== null || wasAlerted(visit, all, known),
    flagged: sent.some(({ signal }) => signal.type === 'start' && signal.flagged === true),
    timeUp: face === 'not_protected' ? isUp(sent, now) : face === 'grace' || face === 'overdue',
    unconfirmedMinutes: sumOf(sent.filter((one) => one.signal.type === 'extend' && isWaiting(one))),
    refusal: refusalOf(all),
    unheard: sent.some(isWaiting),
    finished: timeOf(sent, 'finish') ?? timeOf(sent, 'cancel'),
    started: timeOf(sent, 'start'),
    engineOk: known.watch?.engine.ok ?? true,
  };
}

/** Whether finishing wants the PIN whatever is known of the client now. */
export function wantsPin({ alerted, flagged, timeUp }: Standing): boolean {
  return alerted || flagged || timeUp;
}

/** Whether a visit runs: begun and not known to have ended. */
export function isRunning({ face }: Standing): boolean {
  return face !== 'planned' && face !== 'ended';
}

/** The visit that still runs: the last of those begun on this phone, or else one that the server has armed. */
export function runningVisit(known: Known, now: number): string | null {
  const begun = known.sent.flatMap(({ signal }) => (signal.type === 'start' ? (signal.visit ?? []) : []));
  const armed = (known.watch?.visits ?? []).filter(isHeldByServer).map(({ id }) => id);
  const running = [...armed, ...begun].filter((id) => isRunning(standingOf(id, known, now)));
  return running.at(-1) ?? null;
}

/**
 * What the server had taken and may know nothing of any more, because its database went back in time.
 *
 * Where that says so itself, by another name than `before`, it is all that was taken in the last day. Else it is what
 * was said of visits of which it tells nothing: it tells of every one that runs, and of those that ended last; one that
 * may have ended before them is let be.
 */
export function forgottenBy(known: Known, before: Watch | null): Sent[] {
  const { sent, watch } = known;
  if (watch === null) return [];
  if (before?.epoch !== undefined && before.epoch !== watch.epoch) {
    const since = Date.parse(watch.now) - DAY_MS;
    return sent.filter(
      ({ heard, receipt }) => heard !== null && receipt?.status !== 'refused' && Date.parse(heard) > since,
    );
  }
  const told = new Set(watch.visits.map(({ id }) => id));
  const [since = ''] = watch.visits.flatMap(({ ended }) => ended ?? []).sort();
  const gone = (visit: string) => {
    const word = told.has(visit) ? null : lastWord(visit, sent, known);
    return word !== null && isHeldByServer(word.said) && word.at > since && word.at < watch.now;
  };
  return sent.filter(
    ({ signal: { visit }, receipt }) => visit && gone(visit) && receipt && receipt.status !== 'refused',
  );
}

/** The alert that can be about a visit over its time: no silence, and none that was heard of before that time. */
function alertAbout(alertAt: string | null, watch: Known['watch']): AlertWord | null {
  if (watch === null || watch.alert?.kind === 'no_contact') return null;
  return alertAt === null || watch.now >= alertAt ? watch.alert : null;
}

/**
 * Whether she called for help in this visit on this phone, heard or not, or the server knows of an alert about it. It
 * may have one that this phone is not told of once a PIN was wrong.
 */
function wasAlerted(visit: string, sent: readonly Sent[], { watch }: Known): boolean {
  return (
    sent.some(({ signal, receipt }) => signal.type === 'panic' || receipt?.status === 'pin_wrong') ||
    (watch?.visits.some(({ id, alerted }) => id === visit && alerted === true) ?? false)
  );
}

/** How the last call for help stands. */
export interface Panic {
  readonly at: string;
  /** When the server had it; null while it has not. */
  readonly received: string | null;
  readonly alert: AlertWord | null;
  /** Whether she has ended a visit since: then the server says that the call is open, and nothing more. */
  readonly ended: boolean;
  /** Who looked after it, and does so no longer, where nobody does. */
  readonly left: string | null;
}

/** The last call for help, until the server says that it is over. The end of a visit does not end it. */
export function panicOf({ sent, watch, taken = null }: Known): Panic | null {
  const last = sent.filter(({ signal }) => signal.type === 'panic').at(-1);
  if (last === undefined) return null;
  const { receipt, heard, signal } = last;
  if (receipt === null || heard === null || receipt.status === 'refused')
    return { at: signal.at, received: null, alert: null, ended: false, left: null };
  const since = watch !== null && watch.now >= heard ? watch : null;
  if (since !== null && since.alert === null && since.now > heard) return null;
  const alert = since?.alert ?? null;
  const left = alert?.owner === null && taken?.alert === alert.id ? taken.by : null;
  return { at: signal.at, received: heard, alert, ended: hasEndedSince(heard, sent, watch), left };
}

function hasEndedSince(heard: string, sent: readonly Sent[], watch: Known['watch']): boolean {
  const told = (watch?.visits ?? []).some(({ ended }) => ended != null && ended >= heard);
  return told || sent.some((one) => one.receipt?.visit?.state === 'ended' && (one.heard ?? '') > heard);
}

interface Word {
  readonly at: string;
  readonly said: VisitWord;
}

/** The newest of what the server has said about a visit, in a receipt or in its account of the watch. */
function lastWord(visit: string, sent: readonly Sent[], { watch }: Known): Word | null {
  const words = sent.flatMap(({ receipt, heard }): Word[] =>
    receipt?.visit?.id === visit && heard !== null ? [{ at: heard, said: receipt.visit }] : [],
  );
  const said = watch?.visits.find(({ id }) => id === visit);
  if (watch && said) words.push({ at: watch.now, said });
  return words.reduce<Word | null>((best, one) => (best === null || one.at >= best.at ? one : best), null);
}

function lastWatching(sent: readonly Sent[], { watch }: Known): readonly Watcher[] | null {
  const told = sent.filter(({ receipt }) => receipt?.watching !== undefined).at(-1);
  if (told?.heard && (watch === null || told.heard > watch.now)) return told.receipt?.watching ?? null;
  return watch?.watching ?? null;
}

function faceOf(word: VisitWord | null, sent: readonly Sent[], now: number): Face {
  if (word?.state === 'ended') return 'ended';
  const held = word !== null && isHeldByServer(word);
  if (sent.some((one) => isWaiting(one) && (one.signal.type === 'finish' || one.signal.type === 'cancel')))
    return 'ending';
  if (!held) return sent.some(({ signal }) => signal.type === 'start') ? 'not_protected' : 'planned';
  const alertAt = Date.parse(word.alert_at ?? '');
  const due = Date.parse(word.due ?? '');
  if (word.state === 'overdue' || now >= alertAt) return 'overdue';
  if (now >= due) return 'grace';
  return now >= due - DUE_SOON_MS ? 'due_soon' : 'armed';
}

/** Whether the server holds the due time of a visit that was started. */
function isHeldByServer({ state, due }: VisitWord): boolean {
  return due !== null && state !== 'planned' && state !== 'no_contact' && state !== 'ended';
}

const ANSWERED: readonly string[] = ['start', 'finish', 'extend', 'cancel'];

function refusalOf(sent: readonly Sent[]): Standing['refusal'] {
  const last = sent.filter(({ signal }) => ANSWERED.includes(signal.type)).at(-1);
  const status = last?.receipt?.status ?? 'received';
  return status === 'received' ? null : status;
}

function sumOf(sent: readonly Sent[]): number {
  return sent.reduce((total, { signal }) => total + (signal.minutes ?? 0), 0);
}

/** Whether the time that was asked for with the start and since is up. */
function isUp(sent: readonly Sent[], now: number): boolean {
  const start = sent.filter(({ signal }) => signal.type === 'start').at(-1);
  if (start === undefined) return false;
  const { at, offset_ms: offset = 0 } = start.signal;
  const asked = sent.filter((one) => one === start || one.signal.type === 'extend');
  return Date.parse(at) + offset + sumOf(asked) * 60_000 <= now;
}

function timeOf(sent: readonly Sent[], type: Sent['signal']['type']): string | null {
  return sent.filter(({ signal }) => signal.type === type).at(-1)?.signal.at ?? null;
}
