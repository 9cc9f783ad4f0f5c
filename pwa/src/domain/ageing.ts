/* How long an item has waited and for whom, what is late, and which notes are drawn for audit. */

import type { ReviewState } from '#domain/review';

/** The organisation's own rule: in how many days a note is read, and a return answered. */
export interface ReviewRule {
  readonly readDays: number;
  readonly answerDays: number;
}

/** Whom an item waits for, and since when. */
export interface Wait {
  readonly for: 'reviewer' | 'writer';
  readonly since: string;
}

/** When an item arrived, was returned, and was answered; what has not happened is null. */
export interface Times {
  readonly arrived: string;
  readonly returned: string | null;
  readonly answered: string | null;
}

/** Says what an item waits for; null where nothing is owed. */
export function waitOf(state: ReviewState, { arrived, returned, answered }: Times): Wait | null {
  if (state === 'new') return { for: 'reviewer', since: arrived };
  if (state === 'returned') return { for: 'writer', since: returned ?? arrived };
  return state === 'answered' ? { for: 'reviewer', since: answered ?? arrived } : null;
}

const DAY_MS = 24 * 3_600_000;

/** Whether a wait has gone on for longer than the rule allows; `now` in milliseconds. */
export function isLate(wait: Wait | null, { readDays, answerDays }: ReviewRule, now: number): boolean {
  if (wait === null) return false;
  const days = wait.for === 'writer' ? answerDays : readDays;
  return now - Date.parse(wait.since) > days * DAY_MS;
}

/**
 * Draws a tenth of a month's notes, at least one: the same ones whoever draws, on whichever device, in whatever order.
 *
 * The seed is the organisation and the month, `2026-10`, so nobody chooses, and the draw can be repeated.
 */
export function drawOf(organisation: string, month: string, notes: readonly string[]): Set<string> {
  const lots = [...new Set(notes)].map((id) => ({ id, lot: lotOf(`${organisation} ${month} ${id}`) }));
  lots.sort((one, other) => one.lot - other.lot || (one.id < other.id ? -1 : 1));
  return new Set(lots.slice(0, Math.ceil(lots.length / 10)).map(({ id }) => id));
}

/** A number that looks random and is always the same for the same words: FNV-1a, stirred as MurmurHash3 ends. */
function lotOf(words: string): number {
  let lot = 0x811c9dc5;
  for (const letter of words) lot = Math.imul(lot ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  lot = Math.imul(lot ^ (lot >>> 16), 0x85ebca6b);
  lot = Math.imul(lot ^ (lot >>> 13), 0xc2b2ae35);
  return (lot ^ (lot >>> 16)) >>> 0;
}
