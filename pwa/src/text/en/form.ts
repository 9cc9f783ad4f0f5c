import { clock, weekday } from '#text/dates';

export const problem = 'There is a problem';
export const error = 'Error:';
export const day = 'Day';
export const month = 'Month';
export const year = 'Year';
export const date = 'Date';
export const time = 'Time';
export const choose = 'Choose';
export const clear = 'Clear this choice';
export const save = 'Save';
export const cancel = 'Not now';
export const saving = 'Saving on this phone…';
export const notSaved = 'It could not be saved on this phone. What you typed is still here.';
export const draftKept = 'What you type is kept on this phone as you go.';
export const found = 'Found again';
export const finished = 'Finished';
export const finishedElsewhere =
  'What you typed here was saved or thrown away in another window. Nothing is left to save.';
export const keepWriting = 'Keep writing';
export const discard = 'Discard';
export const discardSure = 'Throw away what you began?';
export const noneAndSome = 'Untick “No risk known”, or every other risk.';
export const discardYes = 'Yes, throw it away';
export const discardNo = 'No, keep it';
export const notADate = 'Must be a day of the calendar, like 23 11 2026.';
export const notATime = 'Must have a date and a time.';
export const notANumber = 'Must be a whole number.';

/** Why something that only the server can do did not go, where nobody's safety hangs on it. */
export const failed: Readonly<Record<string, string>> = {
  offline: 'The server does not answer. This needs a network. Try again when you have one.',
  not_allowed: 'You may not do this.',
  sign_in: 'Your session has ended. Sign in again.',
  wrong: 'The server did not accept this. Check what you entered, and try once more.',
  failed: 'The server has a problem. Nothing was done. Try again in a moment.',
};

/** What to do where something has to stand and nothing does, by kind and field. */
const needed: Readonly<Record<string, string>> = {
  'client.known_as': 'Enter what they are called.',
  'contact.way': 'Choose how you were in touch.',
  'contact.at': 'Enter when it was.',
  'note.text': 'Write the note.',
  'visit.planned_at': 'Enter when the visit is to begin.',
  'risk.said_by': 'Enter who said it.',
  'near_miss.what': 'Write what happened.',
  'supervision.held_on': 'Enter the day of the session.',
};
const wholes: ReadonlySet<string> = new Set(Object.values(needed));

/** Says what has to be entered into an empty field; null where the rule's own words have to do. */
export function need(kind: string, field: string): string | null {
  return needed[`${kind}.${field}`] ?? null;
}

/** Announces a draft that was found again, with the moment when it was begun. */
export function foundAgain(begun: string, zone: string): string {
  return `Found again: begun ${weekday(begun, zone)} at ${clock(begun, zone)}, not finished.`;
}

/** Says what somebody else has set a box to since it was typed into. */
export function since(value: string): string {
  return value === ''
    ? 'Somebody else has emptied this since'
    : `Somebody else has set this to ${value} since`;
}

/** Counts what is left of a limit, or how much it is passed. */
export function left(count: number): string {
  const many = new Intl.NumberFormat('en-GB').format(Math.abs(count));
  return count < 0 ? `${many} characters too many` : `${many} characters left`;
}

/** Names the field that an error is about; some fields ask a question, and some errors name it themselves. */
export function at(label: string, error: string): string {
  if (wholes.has(error)) return error;
  return label.endsWith('?') ? `${label} ${error}` : `${label}: ${error}`;
}
