import type { AlertEvent, AlertKind, BoardAlert } from '#domain/board';
import { clock, shortly } from '#text/dates';
import { isolate } from '#text/isolate';
import { span } from './board';

export const notFound = 'This alert is not on the board';
export const notFoundHelp =
  'It may have been closed more than a day ago, or the board has not been heard yet.';
export const script = 'What to do';
export const say = 'Say';
export const notSay = 'Do not say';
export const canTalk = 'Can they talk?';
export const where = 'Where';
export const known = 'What is known of the risk';
export const noRisk = 'Nothing is recorded. That is not the same as no risk.';
export const timeline = 'What happened';
export const told = 'Told so far';
export const toldNobody = 'Nobody yet';
export const call = 'Ring';
export const doNotRing = 'Do not ring, do not text';
export const address = 'Address';
export const position = 'Last position';
export const battery = 'Battery';
export const lastHeard = 'Last heard';
export const notKnown = 'Not known';
export const map = 'Show on a map';
export const mapApp = 'Open in the map app';
export const mapHelp = 'The map is OpenStreetMap’s. It learns the position that you look at.';
export const takeOver = 'Take over';
export const visit = 'Visit';
export const visitGone = 'This visit is not on the board';
export const visitGoneHelp = 'It has ended, or the board has not been heard yet.';
export const agreed = 'Agreed by phone';
export const agreedHelp = 'Only after you have spoken to them yourself. It is recorded with your name.';
export const agreedNote = { label: 'What they said', hint: 'In their words, and who it was that said it.' };
export const minutesWrong = 'Enter whole minutes from 5 to 240.';
export const needNote = 'Write down what happened: others rely on it.';
export const overNow = 'Recorded: the visit is over.';
export const note = 'What you did or learned';
export const noteHint = 'A few words, for whoever reads this next.';
export const nearMiss = {
  label: 'What nearly went wrong?',
  hint: 'A sentence is enough. It is filed as a near miss, and stands in the client’s risk brief.',
};
export const harm = { label: 'What happened?', hint: 'Who was harmed, how, and who is with them now.' };
export const progress = 'Record progress';
export const resolve = 'Close this alert';
export const resolveWith = 'How did it end?';
export const resolveYes = 'Close the alert';
export const reopen = 'Open it again';
export const cancel = 'Not now';
export const saving = 'Sending…';
export const mine = 'You have it';
export const yours = 'This is your own alert. Somebody else has to see to it.';
export const needOutcome = 'Choose how it ended.';
export const moreTime = 'Agree on more time';
export const minutes = 'How many more minutes?';
export const endVisit = 'Their visit is over';

/** Says until when it is the reader's, and how to keep it. */
export function keep(until: string, zone: string): string {
  return `Yours until ${clock(until, zone)}. Record what you do and it stays yours; else others are told again.`;
}

export const keepNow = 'Less than a minute left. Record what you do now, or others are told again.';

/** Asks once more before an alert is taken from somebody. */
export function takeOverSure(name: string): string {
  return `Yes, take it over from ${name}`;
}

/** Says that more time was recorded. */
export function given(minutes: number): string {
  return `Recorded: ${minutes} more minutes.`;
}

/** Says who has it. */
export function has(name: string, until: string | null, zone: string): string {
  return until === null ? `${name} has it.` : `${name} has it until ${clock(until, zone)}.`;
}

/** Why something did not go. */
export const failed: Readonly<Record<string, string>> = {
  closed: 'It has been closed meanwhile.',
  graver: 'It has become graver since you looked, and is still open. Read it again, and take it.',
  offline: 'The server does not answer, so nobody knows of this yet. Try again, and ring the other monitors.',
  not_allowed: 'You may not do this.',
  sign_in: 'Your session has ended. Sign in again.',
  wrong: 'The server did not accept this. Read the page again and try once more.',
  failed: 'The server has a problem. Try again, and ring the other monitors.',
};

/** Says how old and how exact a position is. */
export function fix(instant: string, accuracy: number | null, now: number, zone: string): string {
  const exact = accuracy === null ? '' : `, within ${Math.round(accuracy)} m`;
  return `${clock(instant, zone)}, ${span(now - Date.parse(instant))} ago${exact}`;
}

/** Says when the worker was last heard. */
export function heardAt(instant: string, now: number, zone: string): string {
  return `${shortly(instant, new Date(now), zone)}, ${span(now - Date.parse(instant))} ago`;
}

/** Says how full the battery is. */
export function charge(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** Says who said that there is a risk, when, and until when that counts. */
export function riskSource(by: string | null, on: string | null, until: string | null): string {
  const said = [by && `said by ${by}`, on && `on ${on}`].filter(Boolean).join(' ');
  return [said, until && `counts until ${until}`].filter(Boolean).join(', ');
}

/** Says how an alert ended. */
export function ended(outcome: string, by: string | null, resolved: string, now: number, zone: string) {
  const who = by === null ? '' : ` by ${isolate(by)}`;
  return `${outcome}. Closed${who} ${shortly(resolved, new Date(now), zone)}.`;
}

const outcomes: Readonly<Record<string, string>> = {
  safe_spoke: 'Safe, I spoke to them',
  self_cleared: 'They ended it themselves',
  forgot_to_finish: 'Forgot to finish',
  overran: 'The visit took longer',
  no_signal: 'No signal',
  phone_dead: 'Phone was dead',
  pressed_by_accident: 'Pressed by accident',
  visited_safe: 'Somebody went there, safe',
  called_999: '999 was called',
  harm: 'Somebody was harmed',
  near_miss: 'Nearly went wrong',
  drill: 'Drill, done',
  drill_missed: 'Drill, missed',
  system_fault: 'Fault of the system',
};

/** How it ends that nobody was watching: there is no one worker who could have ended it. */
const unwatched: Readonly<Record<string, string>> = {
  self_cleared: 'Somebody watches again, or nobody is out',
  safe_spoke: 'I rang those who are out, all are safe',
};

/** Names an outcome of this kind of alert; one from a newer build is shown as it came. */
export function outcomeOf(outcome: string | null, kind?: AlertKind): string {
  const own = kind === 'nobody_watching' ? unwatched[outcome ?? ''] : undefined;
  return own ?? outcomes[outcome ?? ''] ?? outcome ?? '';
}

const ABOUT_A_WORKER = [
  'safe_spoke',
  'visited_safe',
  'forgot_to_finish',
  'overran',
  'no_signal',
  'phone_dead',
  'pressed_by_accident',
  'self_cleared',
  'near_miss',
  'called_999',
  'harm',
  'system_fault',
];

/** The outcomes that make sense, the commonest first; a near miss goes where a client's people read it. */
export function outcomesFor({ kind, visit }: Pick<BoardAlert, 'kind' | 'visit'>): readonly string[] {
  if (kind === 'drill') return ['drill', 'drill_missed', 'system_fault'];
  if (kind === 'engine_degraded') return ['system_fault'];
  if (kind === 'nobody_watching') return ['self_cleared', 'safe_spoke', 'system_fault'];
  return visit === null ? ABOUT_A_WORKER.filter((one) => one !== 'near_miss') : ABOUT_A_WORKER;
}

type Deed = (name: string, detail: AlertEvent['detail'], kind?: AlertKind) => string;

const deeds: Readonly<Record<string, Deed>> = {
  acknowledged: (name) => `${name} has it`,
  taken_over: (name, { from }) => `${name} took it over from ${from ?? 'another'}`,
  progress: (name) => name,
  resolved: (name, { outcome }, kind) => `${name} closed it: ${outcomeOf(String(outcome ?? ''), kind)}`,
  reopened: (name) => `${name} opened it again`,
};

/** Says what happened: what a person did with their own words, or the server's sentence. */
export function event({ type, name, text, detail }: AlertEvent, kind?: AlertKind): string {
  const deed = name === null ? undefined : deeds[type]?.(name, detail, kind);
  if (deed === undefined) return text;
  return text === '' ? `${deed}.` : `${deed}: ${text}`;
}
