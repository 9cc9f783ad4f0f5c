import type { Outside } from '#domain/outside';

const MARK = 'push';

/** Whether this person turned notifications on here last: a browser tells one person only. */
export function ringsHere(outside: Outside, person: string): boolean {
  return outside.marks?.read(MARK) === person;
}

/** Remembers that notifications here are this person's from now on. */
export function ringFor(outside: Outside, person: string): void {
  outside.marks?.write(MARK, person);
}
