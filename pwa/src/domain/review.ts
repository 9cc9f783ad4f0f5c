/* What the reviews of a note or contact come to. `sync/review.py` folds in the same way. */

import type { Contact, Note, Review } from '#domain/kinds';
import type { Viewed } from '#domain/record';

/** Where an item stands; a closed set of words. */
export type ReviewState = 'new' | 'read' | 'returned' | 'answered' | 'signed_off';

/** What a review may be about. */
export type Item = Viewed<Note> | Viewed<Contact>;

export interface ReviewStanding {
  readonly state: ReviewState;
  /** The decisions that no other decision has seen. */
  readonly decisions: readonly string[];
  /** Those of them that still ask for an answer. */
  readonly open: readonly string[];
  /** Two supervisors decided differently, and neither had seen the other's decision. */
  readonly crossed: boolean;
}

/** What is asked about a field, or about the `nth` time that a sentence stands in it. */
export interface Comment {
  readonly field: string;
  readonly quote?: string;
  readonly nth?: number;
  /** What the field held when this was asked. */
  readonly was?: unknown;
  readonly text: string;
}

type Said = Pick<Review, 'verdict' | 'after'>;

/**
 * Folds the reviews of one item, by id. A decision takes the place of those that its writer had seen, and of no
 * other: a return stands beside a signature that crossed it, until somebody who has seen both decides.
 */
export function standingOf(
  reviews: ReadonlyMap<string, Said>,
  answered: ReadonlySet<string>,
): ReviewStanding {
  const made = [...reviews].filter(([, { verdict }]) => verdict === 'returned' || verdict === 'signed_off');
  const seen = new Set(made.flatMap(([, { after }]) => after ?? []));
  const last = made.filter(([id]) => !seen.has(id));
  const returned = last.filter(([, { verdict }]) => verdict === 'returned').map(([id]) => id);
  const open = returned.filter((id) => !answered.has(id)).sort();
  return {
    state: wordOf(reviews.size, last.length, returned.length, open.length),
    decisions: last.map(([id]) => id).sort(),
    open,
    crossed: returned.length > 0 && returned.length < last.length,
  };
}

function wordOf(reviews: number, decisions: number, returned: number, open: number): ReviewState {
  if (decisions === 0) return reviews === 0 ? 'new' : 'read';
  if (open > 0) return 'returned';
  return returned > 0 ? 'answered' : 'signed_off';
}

/** The item that a note or contact answers for: the note it is added to, the contact it is about, or itself. */
export function itemsAnswered({ id, data }: Viewed<Note> | Viewed<Contact>): string[] {
  const { addendum_to, contact } = data as Partial<Note>;
  return [id, addendum_to, contact].filter((one) => typeof one === 'string');
}

/** What a review or a question asks; what cannot be read is left out, so that a strange one breaks no screen. */
export function commentsOf(comments: unknown): Comment[] {
  return Array.isArray(comments) ? comments.filter(isComment) : [];
}

/** A comment without words asks nothing. */
export function saysSomething({ text }: Comment): boolean {
  return text.trim() !== '';
}

function isComment(raw: unknown): raw is Comment {
  const { field, text, quote, nth } = (raw ?? {}) as Partial<Record<keyof Comment, unknown>>;
  const pinned = quote === undefined || (typeof quote === 'string' && typeof nth === 'number');
  return typeof field === 'string' && typeof text === 'string' && pinned;
}

/** A piece of a text, and which time it stands there; what is asked about it may be pinned to it. */
export interface Sentence {
  readonly text: string;
  readonly nth: number;
  /** What stands between it and the next one. */
  readonly gap: string;
}

const LONGEST = 900;
// A sentence ends with its mark, or with its line. A text without either is cut where it would be too long to quote.
const SENTENCE = new RegExp(
  `[^\\n]{1,${LONGEST}}?(?:[.!?…]+["'”’)\\]]*(?=\\s|$)|(?=\\n)|$)|[^\\n]{${LONGEST}}`,
  'gu',
);

/** Takes a text apart into its sentences. Joined with their gaps they are the text again. */
export function sentencesOf(text: string): Sentence[] {
  const found = [...text.matchAll(SENTENCE)].filter(([words]) => words.trim() !== '');
  return found.map((match, place) => {
    const words = match[0].trim();
    const from = match.index + match[0].indexOf(words);
    const until = from + words.length;
    const next = found[place + 1];
    const then = next === undefined ? text.length : next.index + next[0].indexOf(next[0].trim());
    return { text: words, nth: timesIn(text.slice(0, until), words), gap: text.slice(until, then) };
  });
}

/** How often words stand in a text, also within other words: so a quote is found again by searching alone. */
function timesIn(text: string, words: string): number {
  let times = 0;
  for (let from = text.indexOf(words); from >= 0; from = text.indexOf(words, from + 1)) times += 1;
  return times;
}

/** A text with the places that are asked about. */
export interface Passage {
  readonly from: number;
  readonly text: string;
  /** Which of the comments are about this passage, by their place in the list. */
  readonly asked: readonly number[];
}

/** Marks in a text what each comment is about. What is no longer there is marked nowhere, and still listed. */
export function passagesOf(text: string, field: string, comments: readonly Comment[]): Passage[] {
  const spans = comments.map((comment) => (comment.field === field ? spanOf(text, comment) : null));
  const edges = new Set([0, text.length, ...spans.flatMap((span) => span ?? [])]);
  const places = [...edges].sort((one, other) => one - other);
  return places.slice(0, -1).map((from, index) => ({
    from,
    text: text.slice(from, places[index + 1]),
    asked: spans.flatMap((span, number) => (span && span[0] <= from && from < span[1] ? [number] : [])),
  }));
}

function spanOf(text: string, { quote, nth = 1 }: Comment): [number, number] | null {
  if (quote === undefined) return null;
  let from = -1;
  for (let time = 0; time < nth; time += 1) {
    from = text.indexOf(quote, from + 1);
    if (from < 0) return null;
  }
  return [from, from + quote.length];
}
