import { clock, weekday } from '#text/dates';

export const needsAttention = 'Needs your attention';
export const withSupervisor = 'With your supervisor';
export const unfinished = 'Not finished';
export const waiting = 'Waiting on this phone';
export const planned = 'Still to come today';
export const next = 'Next';
export const outcomeMissing = 'How did it go?';
export const recent = 'Recent notes';
export const noneToday = 'Nothing more is planned for today.';
export const noNotes = 'No notes yet. The first one that you write appears here.';
export const writeNote = 'Write a note';
export const addContact = 'Add a contact';
export const valueKept = 'Your value is kept, waiting for your supervisor.';
export const bothKept = 'Both values are kept, waiting for your supervisor.';
export const held = 'Held: your supervisor decides. Nothing is lost.';

/** Greets a person by the hour of their place's clock. */
export function greeting(hour: number, name: string): string {
  const first = name.split(' ')[0] ?? name;
  if (hour < 12) return `Good morning, ${first}`;
  return hour < 18 ? `Good afternoon, ${first}` : `Good evening, ${first}`;
}

/** What a draft is of, by the form that it was begun on. */
const forms: Readonly<Record<string, (client: string) => string>> = {
  note: (client) => `A note for ${client}`,
  addendum: (client) => `An addendum for ${client}`,
  return: (client) => `A return about ${client}`,
  answer: (client) => `An answer about ${client}`,
  contact: (client) => `A contact with ${client}`,
  client: (client) => `Details of ${client}`,
  visit: (client) => `A visit to ${client}`,
  risk: (client) => `What is known of the risk at ${client}’s`,
  near_miss: (client) => `A near miss at ${client}’s`,
  supervision: () => 'A supervision',
  'new client': () => 'A new client',
  held: (client) => `A reason for declining what was written about ${client}`,
  conflict: (client) => `Another value for ${client}`,
  lesson: (client) => `What was learned from a near miss at ${client}’s`,
  access: () => 'Why a client was opened',
  along: (client) => `Who goes along to ${client}`,
  alert: () => 'What was done about an alert',
  agreed: () => 'What was agreed with a worker',
  duty: () => 'A turn on the rota',
  policy: () => 'A change to the rules of the watch',
  'desk rules': () => 'A change to the rules of the desk',
};

/** Announces an unfinished draft: `A note for Jean, begun Monday 23 November 2026 at 14:05, not finished`. */
export function draft(form: string, client: string, begun: string, zone: string): string {
  const what = forms[form]?.(client) ?? `Something for ${client}`;
  return `${what}, begun ${weekday(begun, zone)} at ${clock(begun, zone)}, not finished`;
}

export const kinds: Readonly<Record<string, string>> = {
  note: 'Note',
  contact: 'Contact',
  client: 'Details',
  conflict: 'Settled conflict',
  held: 'Decision',
  caseload: 'Case manager',
  review: 'Review',
  question: 'Question',
  visit: 'Visit',
  risk: 'Risk',
  near_miss: 'Near miss',
  supervision: 'Supervision',
};
export const sendAgain = 'Send it again';
export const decided = 'Decided about what you wrote';
export const putAway = 'Put away';
export const whatYouWrote = 'What you wrote';
export const saveCopy = 'Save a copy';

/** Names what waits for a person, and whom it is about. */
export function about(what: string, client: string): string {
  return `${what}: ${client}`;
}

/** Names the client and the field of a conflict. */
export function conflict(field: string, client: string): string {
  return `${field} of ${client}`;
}

/** Says whom a reason is from. */
export function reasonOf(name: string | null): string {
  return `${name ?? 'Your supervisor'} says:`;
}
