import type { Contact } from '#domain/kinds';
import { codes } from './codes';

export const newHeading = 'Add a contact';
export const changeHeading = 'Change a contact';
export const save = 'Save contact';
export const outcomeMissing = 'Choose how it went, or “Planned” if it is still to come.';
export const more = 'More about it';
export const unknown = 'This contact is not on this phone';
export const writeNote = 'Write a note about it';

/** Names a contact in one line: `Meeting, at home: did not attend`. */
export function line(way: string, place: string | null, outcome: string | null, whom = ''): string {
  const where = place === null ? '' : `, ${codes('place', place).toLowerCase()}`;
  const how = outcome === null ? '' : `: ${codes('outcome', outcome).toLowerCase()}`;
  return `${codes('way', way)}${whom}${where}${how}`;
}

const WAYS: Readonly<Record<string, string>> = { in: 'from', out: 'to' };

/** Names a contact in a story, with who got in touch where that is known: `Text from Paul`. */
export function told({ way, place, outcome, direction }: Contact, client: string): string {
  const word = way === 'meeting' ? undefined : WAYS[direction ?? ''];
  // That a text took place goes without saying.
  const how = way !== 'meeting' && way !== 'call' && outcome === 'took_place' ? null : (outcome ?? null);
  return line(way, place ?? null, how, word === undefined ? '' : ` ${word} ${client}`);
}

/** Says how long a contact took. */
export function minutes(count: number): string {
  return count === 1 ? '1 minute' : `${count} minutes`;
}

/** Says where the worker went along. */
export function accompanied(to: string | null): string {
  return to === null ? 'Went with them to another service' : `Went with them to ${to}`;
}
