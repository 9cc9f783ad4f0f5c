import { dayAndClock } from '#text/dates';

export const heading = 'Near misses';
export const intro =
  'What nearly went wrong, as people wrote it down. Write what was learned: it stands in the client’s risk brief, for whoever visits next.';
export const none = 'No near miss has been written down';
export const noneHelp =
  'That may be good luck, or nobody asked. Finishing a visit asks each time whether anything nearly went wrong.';
export const open = 'To learn from';
export const done = 'Learned from';
export const write = 'Write what was learned';
export const change = 'Change what was learned';
export const learned = 'What was learned';
export const save = 'Save';
export const cancel = 'Not now';
export const needWords = 'Write what was learned, or cancel.';

/** Says when and where it happened, and who wrote it. */
export function facts(by: string, at: string, place: string | null, zone: string): string {
  return [dayAndClock(at, zone), place, `written by ${by}`].filter(Boolean).join(', ');
}

/** Says who wrote what was learned. */
export function learnedBy(name: string | null): string {
  return name === null ? 'Learned' : `Learned, says ${name}`;
}
