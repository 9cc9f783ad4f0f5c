import type { ReviewState } from '#domain/review';
import { dayAndClock, month as monthOf, weekday } from '#text/dates';
import { isolate } from '#text/isolate';

export const unknownTitle = 'This is not on this device';
export const signOff = 'Sign off';
export const giveBack = 'Return';
export const next = 'Next';
export const previous = 'Previous';
export const toList = 'To the list';
export const place = 'Place in the list';
export const openNote = 'Open the note';
export const openContact = 'Open the contact';
export const atTheDoor = 'At the door';
export const calledOff = 'called off';
export const noAlerts = 'No alert from a visit here.';
export const alertsLater = 'Alerts are shown when the server answers.';
export const alertOpen = 'still open';
export const beside = 'The client’s story';
export const here = 'On screen now';
export const crossed = 'Two supervisors decided differently, without having seen each other’s decision.';
export const crossedMore = 'Both are kept. What you decide now takes the place of both.';
export const exchange = 'Asked and answered';
export const decidedAgain = 'Decided again before it was answered.';
export const wholeNote = 'About the whole note';
export const choosePlace = 'Choose what you ask about. Each choice gets a box for your words.';
export const yourWords = 'What do you ask?';
export const remove = 'Take this out';
export const keys = 'Keys';
export const keysHint = 'j or →: next. k or ←: previous. s: sign off. r: return.';
export const keysOn = 'Use these keys';
export const answer = 'Answer';
export const answersThis = 'Your addendum answers this:';
export const correctsThis = 'Correct what is asked about, and save: that answers it.';
export const answerWithNote = 'Answer with a note instead';
export const heldWhenSent =
  'You no longer work with this client. Your supervisor puts your answer into the record.';
export const saveAnswer = 'Send answer';
export const audit = 'Drawn for audit';
export const sound = 'Sound: sign off';
export const wanting = 'Falls short: return';
export const returnedHeading = 'Returned to you';
const nothingChanged = 'as it was';

const states: Readonly<Record<ReviewState, string>> = {
  new: 'New',
  read: 'Read',
  returned: 'Returned',
  answered: 'Answered',
  signed_off: 'Signed off',
};

/** Says of which month a note was drawn. */
export function drawn(month: string): string {
  return `One of a tenth of the notes of ${monthOf(month)}, drawn by lot. What comes of it?`;
}

/** Says where an item stands. */
export function state(word: ReviewState): string {
  return states[word];
}

/** Names an item: `Note about Jean`. */
export function title(kind: string, client: string): string {
  return kind === 'note' ? `Note about ${client}` : `Contact with ${client}`;
}

/** Says who wrote it, and when it happened. */
export function by(name: string, at: string, zone: string): string {
  return `By ${isolate(name)}, ${dayAndClock(at, zone)}`;
}

/** Says where in the list an item stands. */
export function placeOf(number: number, all: number): string {
  return `${number} of ${all}`;
}

/** Says who asked, and when. */
export function asked(name: string, at: string, zone: string): string {
  return `${name} asked, ${weekday(at, zone)}`;
}

/** Introduces a comment at its place in the text. */
export function asks(name: string): string {
  return `${name} asks:`;
}

/** Says who answered, and when. */
export function answered(name: string, at: string, zone: string): string {
  return `${name} answered, ${dayAndClock(at, zone)}`;
}

/** Says what a field held when it was asked about, and what it holds now. */
export function changed(was: string, now: string): string {
  return was === now ? `${was} (${nothingChanged})` : `It was: ${was}. It is now: ${now}.`;
}

/** Names the page on which an item is returned. */
export function giveBackTo(name: string): string {
  return `Return to ${name}`;
}

/** Says what was just done. */
export function done(verdict: 'signed_off' | 'returned', client: string): string {
  return verdict === 'signed_off' ? `Signed off: ${client}.` : `Returned: ${client}.`;
}

/** Names the page with a question about a client who is with somebody else now. */
export function question(client: string): string {
  return `A question about ${client}`;
}

/** Says when the words that are asked about were written. */
export function written(at: string, zone: string): string {
  return `About what you wrote on ${weekday(at, zone)}`;
}

/** Says that somebody else is asked, about a client that the reader has now. */
export function forSomebody(name: string): string {
  return `For ${name}, who wrote it. You may answer too.`;
}

/** Says what a comment is about where its words cannot be marked. */
export function about(quote: string): string {
  return `About “${quote}”`;
}
