import type { Outside } from '#domain/outside';
import { MARK } from '#state/has-rung';

const BEFORE = 'push-before';
const LEAVING = 'push-leaving';
/** The browser has yet to end its subscription; after that, the address stands here until the server has heard. */
export const DUE = 'due';

/** Whether notifications here are this person's: a browser tells one person only. */
export function ringsHere({ marks }: Outside, person: string): boolean {
  return marks?.read(MARK) === person;
}

/** Whether this person has turned notifications on here, also where they ended since. */
export function rangHere(outside: Outside, person: string): boolean {
  return ringsHere(outside, person) || before(outside).includes(person);
}

/** Remembers that notifications here are this person's from now on, at this address. */
export function ringFor(outside: Outside, person: string, address: string): void {
  outside.marks?.write(MARK, person);
  // What a browser gives again is not to be ended any more.
  if ([DUE, address].includes(leftOf(outside))) setLeft(outside, '');
}

/** Remembers that notifications here are nobody's any more, and whose they were. */
export function ringForNobody(outside: Outside): void {
  const person = outside.marks?.read(MARK);
  if (!person) return;
  outside.marks?.write(BEFORE, [...new Set([...before(outside), person])].join(' '));
  setLeft(outside, DUE);
  outside.marks?.write(MARK, '');
}

/** What is still to be done about whoever has left: `DUE`, the address that the server has to hear of, or nothing. */
export function leftOf({ marks }: Outside): string {
  return marks?.read(LEAVING) ?? '';
}

/** Notes what is still to be done about whoever has left. */
export function setLeft({ marks }: Outside, left: string): void {
  marks?.write(LEAVING, left);
}

function before({ marks }: Outside): string[] {
  return (marks?.read(BEFORE) ?? '').split(' ').filter(Boolean);
}
