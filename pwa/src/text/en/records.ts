import { dayAndClock, shortly } from '#text/dates';
import { isolate } from '#text/isolate';

export const onPhone = 'On this phone';
export const needsAttention = 'Not accepted';
export const inConflict = 'Two values';
export const held = 'Held for your supervisor';
export const savedOnPhone = 'Saved on this phone';
export const savedOnPhoneMore = 'It will be sent as soon as there is a network.';
export const unread = 'Unread';
export const showAll = 'Show all of it';
export const showLess = 'Show less';
export const addendum = 'Addendum';
export const note = 'Note';
export const someone = 'A client';
export const somebody = 'Somebody';

/** The mark of a record that the server has, with the time of the server's receipt. */
export function received(at: string | null, now: Date, zone: string): string {
  return at === null ? 'Received' : `Received ${shortly(at, now, zone)}`;
}

/** Says what the server has: `Note received 14:05`. */
export function receivedOf(what: string, received: string): string {
  return `${what} ${received.charAt(0).toLowerCase()}${received.slice(1)}`;
}

/** Says who wrote something and when their phone saved it. */
export function writtenBy(name: string, at: string, zone: string): string {
  return `${isolate(name)}, ${dayAndClock(at, zone)}`;
}

export const parked = 'The server could not take it. It is kept on this phone and is tried again.';

/** Begins a line with a capital letter. */
export function first(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
