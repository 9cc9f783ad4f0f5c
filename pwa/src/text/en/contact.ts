import { codes } from './codes';

export const newHeading = 'Add a contact';
export const changeHeading = 'Change a contact';
export const save = 'Save contact';
export const more = 'More about it';
export const unknown = 'This contact is not on this phone';
export const writeNote = 'Write a note about it';

/** Names a contact in one line: `Meeting, at home: did not attend`. */
export function line(way: string, place: string | null, outcome: string | null): string {
  const where = place === null ? '' : `, ${codes('place', place).toLowerCase()}`;
  const how = outcome === null ? '' : `: ${codes('outcome', outcome).toLowerCase()}`;
  return `${codes('way', way)}${where}${how}`;
}

/** Says how long a contact took. */
export function minutes(count: number): string {
  return count === 1 ? '1 minute' : `${count} minutes`;
}

/** Says where the worker went along. */
export function accompanied(to: string | null): string {
  return to === null ? 'Went with them to another service' : `Went with them to ${to}`;
}
