import { dayAndClock } from '#text/dates';
import { isolate } from '#text/isolate';

export const heading = 'Held changes';
export const intro =
  'Each of these was written by somebody who may no longer write it. Nothing is lost: accept it as theirs, or decline it and say why. They are told either way.';
export const none = 'Nothing is held';
export const noneHelp = 'What somebody writes about a client they no longer work with waits here for you.';
export const accept = 'Accept';
export const decline = 'Decline';
export const declineYes = 'Decline it';
export const notYet = 'Not now';
export const told = {
  accepted: 'Accepted. It is written as its author’s, and they are told.',
  declined: 'Declined. Its author is told why, and keeps what they wrote.',
};
export const deletes = 'It would be deleted.';
export const decided = 'Decided';
export const why = 'Why it waits';
export const see = 'See held changes';

const kinds: Readonly<Record<string, string>> = {
  note: 'Note',
  contact: 'Contact',
  client: 'Details',
  conflict: 'Choice in a conflict',
  held: 'Decision about a held change',
  caseload: 'Case manager',
  review: 'Review',
  visit: 'Visit',
  risk: 'Risk brief',
  near_miss: 'Near miss',
  supervision: 'Supervision',
};

/** Names what is held and whom it is about. */
export function about(kind: string, client: string, isNew: boolean): string {
  if (kind === 'client' && isNew) return `New client: ${client}`;
  return `${kinds[kind] ?? 'Change'}: ${client}`;
}

/** Names what a decision is about, where the words themselves are on another phone. */
export function kindOf(kind: string | null): string {
  return kinds[kind ?? ''] ?? 'Change';
}

/** Says who wrote it and when. */
export function by(name: string | null, at: string | null, zone: string): string {
  const who = name ?? 'Somebody';
  return at === null ? `Written by ${who}` : `Written by ${isolate(who)}, ${dayAndClock(at, zone)}`;
}

/** Says why a change waits: the client moved. */
export function moved(writer: string, client: string, now: readonly string[]): string {
  const by = now.length === 0 ? 'nobody' : now.join(' and ');
  return `${writer} no longer works with ${client}; ${by} does now.`;
}

/** Says why a change waits: the client is not with the team any more. */
export function gone(writer: string): string {
  return `${writer} may no longer write about this client, who is not on this phone: moved to another team, or erased.`;
}

/** Says why a change waits, where nothing closer is known. */
export function mayNot(writer: string): string {
  return `${writer} may no longer write this.`;
}

/** Asks for the reason of a decline, and says who reads it. */
export function reasonLabel(writer: string): string {
  return `Why not? ${writer} reads this.`;
}

/** Says what stood before. */
export function stood(value: string): string {
  return `Before: ${value}`;
}

/** Counts what waits in the tray. */
export function open(many: number): string {
  return many === 1 ? '1 change waits for your decision.' : `${many} changes wait for your decision.`;
}

/** Says what was decided, by whom and when. */
export function outcome(word: string, name: string | null, at: string, zone: string): string {
  return `${word} by ${isolate(name ?? 'your supervisor')}, ${dayAndClock(at, zone)}`;
}
